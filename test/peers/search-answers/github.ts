import type { AnsweredRequest } from "./answered-request.js";

export const GITHUB: readonly AnsweredRequest[] = [
  {
    request: "create an issue titled 'Login button broken' with the label bug in acme/website",
    snippet: `
      const issue = await github.issues.create({
        owner: "acme",
        repo: "website",
        body: { title: "Login button broken", labels: ["bug"] },
      });
      return issue.number;`,
  },
  {
    request: "close issue 42 of acme/website and leave a comment saying why",
    snippet: `
      const issue = { owner: "acme", repo: "website", issue_number: 42 };
      await github.issues.createComment({ ...issue, body: { body: "Fixed in the last release." } });
      await github.issues.update({ ...issue, body: { state: "closed", state_reason: "completed" } });
      return "closed";`,
  },
  {
    request: "who are the reviewers asked for on pull request 7 of acme/api",
    snippet: `
      const asked = await github.pulls.listRequestedReviewers({ owner: "acme", repo: "api", pull_number: 7 });
      return { users: asked.users.map((user) => user.login), teams: asked.teams.length };`,
  },
  {
    request: "merge pull request 15 with squash",
    snippet: `
      const result = await github.pulls.merge({
        owner: "acme",
        repo: "website",
        pull_number: 15,
        body: { merge_method: "squash" },
      });
      return { merged: result.merged, sha: result.sha };`,
  },
  {
    request: "list the newest ten releases of a repository with tag and publication date",
    snippet: `
      const releases = await github.repos.listReleases({ owner: "acme", repo: "website", per_page: 10 });
      return releases.map((release) => ({ tag: release.tag_name, date: release.published_at }));`,
  },
  {
    request: "which workflow runs failed on the main branch of acme/api",
    snippet: `
      const page = await github.actions.listWorkflowRunsForRepo({ owner: "acme", repo: "api", branch: "main" });
      return page.workflow_runs
        .filter((run) => run.conclusion === "failure")
        .map((run) => ({ id: run.id, name: run.name, created: run.created_at }));`,
  },
  {
    request: "re-run the failed jobs of a workflow run",
    snippet: `
      const page = await github.actions.listWorkflowRunsForRepo({ owner: "acme", repo: "api" });
      const [run] = page.workflow_runs;
      if (run === undefined) return "no run";
      return github.actions.reRunWorkflowFailedJobs({ owner: "acme", repo: "api", run_id: run.id });`,
  },
  {
    request: "which branches of acme/api are protected",
    snippet: `
      const branches = await github.repos.listBranches({ owner: "acme", repo: "api", protected: true });
      return branches.map((branch) => branch.name);`,
  },
  {
    request: "search for the most starred repositories about quantum computing written in Rust",
    snippet: `
      const found = await github.search.repos({ q: "quantum computing language:rust", sort: "stars" });
      return found.items.map((item) => item.full_name);`,
  },
  {
    request: "invite the user mona to be a collaborator with write permission on acme/website",
    snippet: `
      const invitation = await github.repos.addCollaborator({
        owner: "acme",
        repo: "website",
        username: "mona",
        body: { permission: "write" },
      });
      return invitation?.id;`,
  },
  {
    request: "read the README of a repository as text",
    snippet: `
      const file = await github.repos.getReadme({ owner: "acme", repo: "website" });
      return file.encoding === "base64" ? atob(file.content) : file.content;`,
  },
  {
    request: "list the people who starred acme/website",
    lacks: "the operation that lists who starred a repository",
  },
  {
    request: "create a branch called release from the latest commit of main",
    lacks: "the operation that creates a reference",
  },
];
