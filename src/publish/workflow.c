/* The workflow that checks and publishes a site on GitHub. */
#include "git.h"

#include "vitrine/publish.h"

/* Shared by the functions below. */
typedef struct Workflow {
    const VtSite *site;
    const VtAudience *here; /* deployed by GitHub from this repository; NULL: none */
    const char *argument;   /* that names the site's folder, with a space before it; "" for the root */
    VtBuffer *out;
} Workflow;

static void append(const Workflow *workflow, const char *text)
{
    vt_buffer_append_string(workflow->out, text);
}

static void append_head(const Workflow *workflow, const char *version)
{
    append(workflow, "# Checks pull requests, and publishes what is pushed to the main branch. Written by "
                     "Vitrine; yours to "
                     "change.\n"
                     "#\n"
                     "# Once, in the repository's settings: Pages, Source: GitHub Actions.\n"
                     "name: Pages\n"
                     "\n"
                     "on:\n"
                     "  push:\n"
                     "    branches: [main]\n"
                     "  pull_request:\n"
                     "  workflow_dispatch:\n"
                     "\n"
                     "permissions: {}\n"
                     "\n"
                     "env:\n"
                     "  # Where Vitrine's source is, and which commit or tag of it makes the site: a new one "
                     "comes when you say "
                     "so.\n"
                     "  VITRINE_SOURCE: https://github.com/OWNER/vitrine.git\n");
    vt_buffer_append_format(workflow->out, "  VITRINE_COMMIT: v%s\n\njobs:\n", version);
}

/* Vitrine is compiled once for each commit of it and kept in the repository's cache. */
static void append_steps(const Workflow *workflow)
{
    vt_buffer_append_format(workflow->out,
                            "    steps:\n"
                            "      - uses: actions/checkout@v4\n"
                            "        with:\n"
                            "          fetch-depth: %d%s\n"
                            "          persist-credentials: false\n",
                            workflow->site->dates_from_git ? 0 : 1,
                            workflow->site->dates_from_git ? " # dates come from the whole history" : "");
    append(workflow, "      - id: vitrine\n"
                     "        uses: actions/cache@v4\n"
                     "        with:\n"
                     "          path: ~/vitrine\n"
                     "          key: vitrine-${{ runner.os }}-${{ runner.arch }}-${{ env.VITRINE_COMMIT }}\n"
                     "      - name: Compile Vitrine\n"
                     "        if: steps.vitrine.outputs.cache-hit != 'true'\n"
                     "        run: |\n"
                     "          git clone --no-checkout \"$VITRINE_SOURCE\" \"$RUNNER_TEMP/vitrine\"\n"
                     "          cd \"$RUNNER_TEMP/vitrine\"\n"
                     "          git checkout --detach \"$VITRINE_COMMIT\"\n"
                     "          sh scripts/install-packages build\n"
                     "          meson setup build --buildtype=release --prefix=\"$HOME/vitrine\"\n"
                     "          meson install -C build\n"
                     "          cp scripts/install-packages \"$HOME/vitrine/\"\n"
                     "      - name: Make Vitrine ready\n"
                     "        run: |\n"
                     "          sh ~/vitrine/install-packages build\n"
                     "          echo \"$HOME/vitrine/bin\" >> \"$GITHUB_PATH\"\n");
}

static void append_check(const Workflow *workflow)
{
    append(workflow, "  check:\n"
                     "    if: github.event_name == 'pull_request'\n"
                     "    runs-on: ubuntu-24.04\n"
                     "    permissions:\n"
                     "      contents: read\n");
    append_steps(workflow);
    vt_buffer_append_format(workflow->out, "      - run: vitrine check --format=github%s\n",
                            workflow->argument);
}

static void append_job(const Workflow *workflow, const VtAudience *audience)
{
    vt_buffer_append_format(workflow->out,
                            "\n  publish-%s:\n"
                            "    if: >-\n"
                            "      github.event_name != 'pull_request' &&\n"
                            "      github.ref_name == github.event.repository.default_branch\n"
                            "    runs-on: ubuntu-24.04\n"
                            "    concurrency:\n"
                            "      group: publish-%s\n"
                            "      cancel-in-progress: false\n",
                            audience->name, audience->name);
}

/* GitHub's own deployment: the archive is the artifact "github-pages" of the run. */
static void append_deployment(const Workflow *workflow, const VtAudience *audience)
{
    append_job(workflow, audience);
    append(workflow, "    permissions:\n"
                     "      contents: read\n"
                     "      pages: write\n"
                     "      id-token: write\n"
                     "    environment:\n"
                     "      name: github-pages\n"
                     "      url: ${{ steps.deployment.outputs.page_url }}\n");
    append_steps(workflow);
    vt_buffer_append_format(workflow->out,
                            "      - run: vitrine publish --audience %s --artifact artifact.tar%s\n"
                            "      - uses: actions/upload-artifact@v4\n"
                            "        with:\n"
                            "          name: github-pages\n"
                            "          path: artifact.tar\n"
                            "          retention-days: 1\n"
                            "          if-no-files-found: error\n"
                            "      - id: deployment\n"
                            "        uses: actions/deploy-pages@v4\n",
                            audience->name, workflow->argument);
}

static char *name_of_secret(const VtAudience *audience)
{
    g_autofree char *name = g_ascii_strup(audience->name, -1);
    return g_strconcat("VITRINE_KEY_", g_strdelimit(name, "-", '_'), NULL);
}

/* Another repository takes the site by a key that may write to it alone. */
static void append_push(const Workflow *workflow, const VtAudience *audience)
{
    g_autofree char *secret = name_of_secret(audience);
    append_job(workflow, audience);
    append(workflow, "    permissions:\n"
                     "      contents: read\n");
    append_steps(workflow);
    vt_buffer_append_format(
        workflow->out,
        "      # The secret %s is the private half of a deploy key, with write access, of the\n"
        "      # repository that publish.%s.remote of site.yaml names.\n"
        "      - env:\n"
        "          KEY: ${{ secrets.%s }}\n"
        "        run: |\n"
        "          (umask 077 && printf '%%s\\n' \"$KEY\" > \"$RUNNER_TEMP/key\")\n"
        "          export GIT_SSH_COMMAND=\"ssh -i $RUNNER_TEMP/key -o IdentitiesOnly=yes -o "
        "StrictHostKeyChecking=accept-new\"\n"
        "          vitrine publish --audience %s --yes%s\n"
        "          rm \"$RUNNER_TEMP/key\"\n",
        secret, audience->name, secret, audience->name, workflow->argument);
}

/* The audience whose site this repository serves: by its remote; else the first that goes nowhere else. */
static const VtAudience *find_here(const VtSite *site, const char *origin)
{
    for (size_t i = 0; i < site->audience_count; i++)
        if (origin != NULL && site->audiences[i].remote != NULL &&
            vt_remote_same(site->audiences[i].remote, origin))
            return &site->audiences[i];
    for (size_t i = 0; i < site->audience_count; i++)
        if (site->audiences[i].remote == NULL)
            return &site->audiences[i];
    return NULL;
}

static char *argument_for(const char *folder)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/-";
    bool needs_quotes = strspn(folder, plain) < strlen(folder) || folder[0] == '-';
    g_autofree char *quoted = needs_quotes ? g_shell_quote(folder) : g_strdup(folder);
    return *folder != '\0' ? g_strconcat(" ", quoted, NULL) : g_strdup("");
}

void vt_workflow_write(const VtSite *site, const VtWorkflowPlace *place, VtBuffer *out)
{
    g_autofree char *argument = argument_for(place->folder);
    Workflow workflow = {
        .site = site, .here = find_here(site, place->origin), .argument = argument, .out = out};
    append_head(&workflow, place->version);
    append_check(&workflow);
    for (size_t i = 0; i < site->audience_count; i++) {
        const VtAudience *audience = &site->audiences[i];
        if (audience == workflow.here)
            append_deployment(&workflow, audience);
        else if (audience->remote != NULL)
            append_push(&workflow, audience);
        else
            vt_buffer_append_format(
                out,
                "\n  # \"%s\" is not published: GitHub serves one site for each repository. Make one "
                "for it,\n  # write publish.%s.remote in site.yaml, and have this file written again.\n",
                audience->name, audience->name);
    }
}

/* ---- Where it goes
 * ------------------------------------------------------------------------------------------- */

static char *ask(const VtGit *git, const char *const *arguments)
{
    g_auto(VtGitAnswer) answer = {0};
    bool answered = vt_git_ask(git, &(VtGitRequest){.arguments = arguments}, &answer);
    return answered ? g_strdup(vt_git_line(&answer)) : NULL;
}

void vt_workflow_place_find(const char *site, VtWorkflowPlace *place)
{
    static const char *const top[] = {"rev-parse", "--show-toplevel", NULL};
    static const char *const prefix[] = {"rev-parse", "--show-prefix", NULL};
    static const char *const origin[] = {"remote", "get-url", "origin", NULL};
    VtGit git = {.folder = site};
    place->root = ask(&git, top);
    place->folder = place->root != NULL ? ask(&git, prefix) : NULL;
    place->origin = place->root != NULL ? ask(&git, origin) : NULL;
    if (place->folder == NULL)
        place->folder = g_strdup("");
    size_t length = strlen(place->folder);
    if (length > 0 && place->folder[length - 1] == '/')
        place->folder[length - 1] = '\0';
}

void vt_workflow_place_finish(VtWorkflowPlace *place)
{
    g_free(place->root);
    g_free(place->folder);
    g_free(place->origin);
}
