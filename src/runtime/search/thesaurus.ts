import { stem } from "./stem.js";

/**
 * Words that APIs and those who ask for them use for the same thing, a group a line. A word may stand in several groups: it means what
 * each of them means, and words of different groups are not each other's synonyms.
 */
const GROUPS = `
user member person people account profile
user customer client buyer shopper
colleague teammate coworker collaborator member
employee staff worker
owner author creator
administrator admin moderator
friend follower contact connection
organization org company enterprise business workspace tenant
team group squad
image photo picture thumbnail
avatar icon logo
video clip film recording
film movie
song track music
singer artist band musician
album record
playlist mix queue
series show tv program
audio sound voice speech
speech spoken speak say voice
message mail email letter
message chat dm text
sms text
inbox mailbox
comment remark reply feedback note annotation
note memo
review rating score
rating rank stars
like favorite star upvote heart bookmark
ticket issue bug defect
bug problem error crash failure
task todo assignment
incident outage disruption
alert alarm warning notification
monitor check probe healthcheck
health status state uptime
log trace record history
history timeline activity
event occurrence
calendar schedule
meeting appointment conference
reservation booking
directory folder
file document attachment
document page article
article post story blog news
headline news
page site website
link url
domain hostname site zone
server host machine node instance vm
container pod
cluster fleet
database db datastore
table dataset
row record entry item
column field attribute property
bucket storage
disk volume drive storage
backup snapshot archive
secret password credential
credential token key
password passphrase passcode
certificate cert tls ssl
permission access right grant
role privilege
policy rule
block ban deny blacklist blocklist
allow whitelist permit allowlist
firewall waf
quota limit
usage consumption
price cost fee rate
spend expense cost charge
payment charge pay
refund reimburse chargeback
chargeback dispute
invoice bill billing
receipt invoice
subscription plan membership
discount coupon promotion voucher
order purchase
cart basket
product item goods article
stock inventory
stock share equity ticker
currency forex exchange
crypto cryptocurrency coin
wallet balance
balance fund money
payout withdrawal withdraw
transfer transaction payment
shipment delivery parcel package
address location place
location geolocation coordinates position
country nation
city town
weather forecast climate
temperature heat
flight airline plane
hotel accommodation lodging
restaurant food dining
recipe dish meal
ingredient food
game match fixture
tournament league competition championship
team club
player athlete
standings ranking leaderboard table
result score
quote saying
joke humor
fact trivia
definition meaning
synonym thesaurus
translation translate language
dictionary word
summary overview digest
statistic metric analytics insight
report analysis
chart graph dashboard
topic subject category tag
tag label
category genre type
filter criteria
template blueprint
image picture drawing draw
repository repo project
branch ref
pull merge
commit change revision
version release revision
release deployment
deploy publish release upload
build pipeline ci workflow
job run execution
script code program function
function lambda
test trial
environment stage
variable config setting
configuration setting preference option
webhook callback hook
application app integration
plugin extension addon
device phone gadget
phone telephone mobile
vehicle car automobile
school university college
course class lesson
student pupil
doctor physician
drug medicine medication
vacancy job position
holiday vacation
gift present
survey poll questionnaire
question query
answer response reply
embedding vector
train finetune tune
harmful unsafe moderation abuse
prompt instruction
session login
logout signout
login signin authenticate
register signup
current me authenticated self
invitation invite
friend buddy
share collaboration collaborate
public shared
trash recycle bin
cache purge
purge flush invalidate clear
dns nameserver
ip address
traffic visit view
visitor viewer audience
attendee participant guest subscriber
queue backlog
worker script
route path
cron schedule periodic
latest newest recent last new
trending popular top
random any
nearby near around
upcoming next future scheduled
delete remove destroy erase drop discard kick kill
cancel stop abort terminate end
stop pause halt suspend
start launch run begin trigger
run execute invoke perform exec
trigger dispatch fire
restart reboot reload redeploy
rerun retry
resume continue unpause
restore undelete recover
rollback revert undo
undo cancel revert
archive close
create add make new open insert
update edit change modify rename patch
set put assign
attach add link
detach unlink remove
enable activate
disable deactivate
lock freeze
unlock unfreeze
approve accept confirm
approve approval review
reject decline dismiss refuse
subscribe follow watch
unsubscribe unfollow
send deliver
download export fetch
upload import
copy duplicate clone fork
move transfer
merge combine
compare diff
validate verify check
verify confirm valid
convert transform
scale resize replicas
generate create
search find lookup query
transcribe transcription
contest dispute
`;

/** Turns of speech that ask for a thing without its name, and the words that APIs have for it. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bwho\s*am\s*i\b|\b(my|own) (profile|account|identity)\b/gi, "current authenticated user me"],
  [/\b(is|am i|are we) (logged|signed) in\b/gi, "current authenticated user me"],
  [/\b(log|sign)(ging|ed)? ?in\b/gi, "login"],
  [/\b(log|sign)(ging|ed)? ?out\b/gi, "logout"],
  [/\bsign(ing|ed)? ?up\b/gi, "register"],
  [/\bturn(ing|ed)? on\b|\bswitch(ing|ed)? on\b/gi, "enable"],
  [/\bturn(ing|ed)? off\b|\bswitch(ing|ed)? off\b|\bshut(ting)? (down|off)\b/gi, "disable stop"],
  [/\bset(ting)? up\b/gi, "create"],
  [/\blook(ing|ed)? (up|for)\b/gi, "search find"],
  [
    /\bget(ting)? rid of\b|\bthrow(ing)? (away|out)\b|\bkick(ing|ed)? .{0,30}\bout\b/gi,
    "delete remove",
  ],
  [/\b(roll(ing|ed)?|go(ing)?) back\b/gi, "rollback restore"],
  [/\bmoney back\b/gi, "refund"],
  [/\bhow much (money|cash|credit)\b/gi, "balance"],
  [/\bhow many (api )?(calls|requests)\b/gi, "rate limit usage"],
  [/\b(?:PR|MR)s?\b/g, "pull merge request"],
  [/\bDMs?\b/g, "direct message"],
  [/\bVMs?\b/g, "virtual machine"],
  [/\bput(ting)? .{0,60}\b(in|into|to|on)\b/gi, "add"],
];

const SYNONYMS: ReadonlyMap<string, readonly string[]> = readGroups();

function readGroups(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const line of GROUPS.trim().split("\n")) {
    const stems = line.split(" ").map(stem);
    for (const one of stems) {
      const others = found.get(one) ?? new Set();
      for (const other of stems) if (other !== one) others.add(other);
      found.set(one, others);
    }
  }
  return new Map([...found].map(([one, others]) => [one, [...others]]));
}

/** Stems of words that stand for the same as the word of a stem, in general English as APIs use it. */
export function generalSynonyms(stemmed: string): readonly string[] {
  return SYNONYMS.get(stemmed) ?? [];
}

/** The words that a request's turns of speech stand for; empty for most requests. */
export function wordsMeantBy(request: string): string {
  return PHRASES.filter(([pattern]) => request.search(pattern) >= 0)
    .map(([, words]) => words)
    .join(" ");
}
