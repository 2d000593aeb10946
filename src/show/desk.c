#include "show/desk.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "show/desk_pages.h"
#include "show/pages.h"

#define MAX_FIELD 4000 /* bytes of one field of a form */

typedef struct {
    const hs_desk_options *options;
    hs_view view;
    char token[33];
    char host[32], origin[40]; /* "127.0.0.1:8080", "http://127.0.0.1:8080" */
} desk;

/* One request while its form comes in. */
enum { TOKEN, WHAT, ID, OTHER, BECAUSE, BY, FIELDS };
typedef struct {
    struct MHD_PostProcessor *form;
    hs_buf fields[FIELDS];
    bool too_long;
} request;

/* ---- answering ---- */

static enum MHD_Result answer(struct MHD_Connection *c, unsigned status, const char *type, hs_buf *body)
{
    size_t n = body->n;
    struct MHD_Response *r = MHD_create_response_from_buffer(n, hs_buf_take(body), MHD_RESPMEM_MUST_FREE);
    MHD_add_response_header(r, "Content-Type", type);
    MHD_add_response_header(r, "Content-Security-Policy",
                            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
                            "frame-ancestors 'none'");
    MHD_add_response_header(r, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(r, "X-Frame-Options", "DENY");
    MHD_add_response_header(r, "Referrer-Policy", "same-origin");
    MHD_add_response_header(r, "Cross-Origin-Opener-Policy", "same-origin");
    MHD_add_response_header(r, "Cross-Origin-Resource-Policy", "same-origin");
    MHD_add_response_header(r, "Cache-Control", "no-store");
    enum MHD_Result done = MHD_queue_response(c, status, r);
    MHD_destroy_response(r);
    return done;
}

static enum MHD_Result plain(struct MHD_Connection *c, unsigned status, const char *words)
{
    hs_buf b = {0};
    hs_buf_printf(&b, "%s\n", words);
    return answer(c, status, "text/plain; charset=utf-8", &b);
}

static enum MHD_Result page(struct MHD_Connection *c, unsigned status, hs_page *p)
{
    return answer(c, status, "text/html; charset=utf-8", &p->html);
}

static enum MHD_Result go_to(struct MHD_Connection *c, const char *where, const char *cookie)
{
    struct MHD_Response *r = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(r, "Location", where);
    if (cookie) MHD_add_response_header(r, "Set-Cookie", cookie);
    enum MHD_Result done = MHD_queue_response(c, MHD_HTTP_SEE_OTHER, r);
    MHD_destroy_response(r);
    return done;
}

/* ---- who may ask ---- */

static bool is_token(const desk *k, const char *s)
{
    unsigned differs = 0;
    if (!s || strlen(s) != sizeof k->token - 1) return false;
    for (size_t i = 0; i < sizeof k->token - 1; i++) differs |= (unsigned)(s[i] ^ k->token[i]);
    return differs == 0;
}

static const char *header(struct MHD_Connection *c, const char *name)
{
    return MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
}

static bool is_our_host(const desk *k, struct MHD_Connection *c)
{
    const char *host = header(c, "Host");
    return host && !strcmp(host, k->host);
}

static bool is_our_origin(const desk *k, struct MHD_Connection *c)
{
    const char *origin = header(c, "Origin"), *site = header(c, "Sec-Fetch-Site");
    if (site && strcmp(site, "same-origin") != 0) return false;
    return origin && !strcmp(origin, k->origin);
}

/* ---- pages ---- */

/* "ledger-2.html": the section and the part, HS_NONE where there is no such page. */
static const hs_section *section_of(const desk *k, const char *name, uint32_t *part)
{
    for (size_t i = 0; i < hs_section_count; i++) {
        const hs_section *s = &hs_sections[i];
        size_t n = strlen(s->name);
        if (strncmp(name, s->name, n) != 0) continue;
        *part = 0;
        if (!strcmp(name + n, ".html")) return s;
        char *end = NULL;
        unsigned long number = name[n] == '-' ? strtoul(name + n + 1, &end, 10) : 0;
        if (!end || strcmp(end, ".html") != 0 || !s->parts || number < 2 || number > s->parts(&k->view)) continue;
        *part = (uint32_t)number - 1;
        return s;
    }
    return NULL;
}

/* "claims/c….html" and the like. */
static bool item_page(const desk *k, hs_page *p, const char *name)
{
    static const struct {
        const char *folder;
        hs_id_sort sort;
        void (*make)(hs_page *, uint32_t);
    } folders[] = {{"claims/", HS_IS_CLAIM, hs_page_claim},
                   {"docs/", HS_IS_DOC, hs_page_doc},
                   {"who/", HS_IS_ENTITY, hs_page_entity}};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        size_t n = strlen(folders[i].folder), all = strlen(name);
        char id[40];
        hs_id_target t;
        if (strncmp(name, folders[i].folder, n) != 0 || all < n + 6 || all - n - 5 >= sizeof id ||
            strcmp(name + all - 5, ".html") != 0)
            continue;
        snprintf(id, sizeof id, "%.*s", (int)(all - n - 5), name + n);
        if (!hs_id_find(k->view.pile, id, &t, NULL) || t.sort != folders[i].sort) return false;
        p->up = "../";
        folders[i].make(p, t.index);
        return true;
    }
    return false;
}

static enum MHD_Result get(const desk *k, struct MHD_Connection *c, const char *url)
{
    hs_page p = {.view = &k->view, .up = "", .token = k->token, .by = k->options->by};
    uint32_t part;
    const char *name = url + 1;
    if (!strcmp(name, "style.css")) {
        hs_buf_str(&p.html, hs_style);
        return answer(c, MHD_HTTP_OK, "text/css; charset=utf-8", &p.html);
    }
    if (!strcmp(name, "search")) {
        const char *query = MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "q");
        hs_page_search(&p, k->options->case_path, query ? query : "");
        return page(c, MHD_HTTP_OK, &p);
    }
    const hs_section *s = section_of(k, *name ? name : "index.html", &part);
    if (s) {
        hs_page_section(&p, s, part);
        return page(c, MHD_HTTP_OK, &p);
    }
    if (item_page(k, &p, name)) return page(c, MHD_HTTP_OK, &p);
    hs_page_message(&p, "No such page", "Nothing of this case has this address; it may have moved with a ruling.");
    return page(c, MHD_HTTP_NOT_FOUND, &p);
}

/* ---- rulings ---- */

static enum MHD_Result take_field(void *ctx, enum MHD_ValueKind kind, const char *key, const char *file,
                                  const char *type, const char *encoding, const char *data, uint64_t at, size_t n)
{
    static const char *const names[] = {"token", "what", "id", "other", "because", "by"};
    request *r = ctx;
    (void)kind, (void)file, (void)type, (void)encoding, (void)at;
    for (size_t i = 0; i < FIELDS; i++) {
        if (strcmp(key, names[i]) != 0) continue;
        if (r->fields[i].n + n > MAX_FIELD) {
            r->too_long = true;
            return MHD_NO;
        }
        hs_buf_add(&r->fields[i], data, n);
    }
    return MHD_YES;
}

/* The page to go back to: the claim ruled on, else the names. */
static void page_of(const desk *k, const char *what, const char *id, char out[64])
{
    hs_id_target t;
    bool people = !strcmp(what, "same") || !strcmp(what, "different");
    if (hs_id_find(k->view.pile, id, &t, NULL) && t.sort == HS_IS_CLAIM) {
        snprintf(out, 64, "/claims/%s.html", hs_id_claim(k->view.pile, t.index).s);
    } else {
        snprintf(out, 64, people ? "/who.html" : "/ledger.html");
    }
}

static enum MHD_Result post(desk *k, struct MHD_Connection *c, request *r)
{
    hs_page p = {.view = &k->view, .up = "", .token = k->token, .by = k->options->by};
    hs_err err = {.offset = HS_NOWHERE};
    if (r->too_long) return plain(c, MHD_HTTP_CONTENT_TOO_LARGE, "A field of this form is too long.");
    if (!is_token(k, hs_buf_c(&r->fields[TOKEN]))) return plain(c, MHD_HTTP_FORBIDDEN, "This form is of another desk.");
    const char *by = hs_buf_c(&r->fields[BY]);
    hs_desk_ruling ruling = {hs_buf_c(&r->fields[WHAT]), hs_buf_c(&r->fields[ID]), hs_buf_c(&r->fields[OTHER]),
                             hs_buf_c(&r->fields[BECAUSE]), *by ? by : k->options->by};
    if (!k->options->decide(k->options->ctx, &ruling, &err) || !k->options->load(k->options->ctx, &k->view, &err)) {
        hs_page_message(&p, "Not ruled", err.msg);
        return page(c, MHD_HTTP_BAD_REQUEST, &p);
    }
    char where[64];
    page_of(k, ruling.what, ruling.id, where);
    return go_to(c, where, NULL);
}

/* ---- the server ---- */

static enum MHD_Result first_visit(const desk *k, struct MHD_Connection *c)
{
    char cookie[128];
    snprintf(cookie, sizeof cookie, "hearsay=%s; HttpOnly; SameSite=Strict; Path=/", k->token);
    return go_to(c, "/index.html", cookie);
}

/* The first look at a request, before its body: refuses (and sets *done) what may not be asked. */
static bool refused(const desk *k, struct MHD_Connection *c, const char *url, bool is_post, enum MHD_Result *done)
{
    if (!is_our_host(k, c)) {
        *done = plain(c, MHD_HTTP_FORBIDDEN, "This desk answers to its own address only.");
    } else if (!is_post && is_token(k, MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "token"))) {
        *done = first_visit(k, c);
    } else if (!is_token(k, MHD_lookup_connection_value(c, MHD_COOKIE_KIND, "hearsay"))) {
        *done = plain(c, MHD_HTTP_FORBIDDEN, "Open the address that 'hearsay desk' printed: it carries the key.");
    } else if (is_post && (strcmp(url, "/decide") != 0 || !is_our_origin(k, c))) {
        *done = plain(c, MHD_HTTP_FORBIDDEN, "This form was not sent from this desk.");
    } else {
        return false;
    }
    return true;
}

static enum MHD_Result handle(void *ctx, struct MHD_Connection *c, const char *url, const char *method,
                              const char *version, const char *data, size_t *n, void **state)
{
    desk *k = ctx;
    request *r = *state;
    (void)version;
    bool is_post = !strcmp(method, "POST");
    if (!is_post && strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
        return plain(c, MHD_HTTP_METHOD_NOT_ALLOWED, "Only GET and POST.");
    if (!r) {
        enum MHD_Result done;
        if (refused(k, c, url, is_post, &done)) return done;
        *state = r = hs_calloc(1, sizeof *r);
        if (is_post) r->form = MHD_create_post_processor(c, 4096, take_field, r);
        return MHD_YES;
    }
    if (!is_post) return get(k, c, url);
    if (*n) {
        if (r->form && !r->too_long) MHD_post_process(r->form, data, *n);
        *n = 0;
        return MHD_YES;
    }
    return post(k, c, r);
}

static void finished(void *ctx, struct MHD_Connection *c, void **state, enum MHD_RequestTerminationCode code)
{
    request *r = *state;
    (void)ctx, (void)c, (void)code;
    if (!r) return;
    if (r->form) MHD_destroy_post_processor(r->form);
    for (size_t i = 0; i < FIELDS; i++) hs_buf_free(&r->fields[i]);
    free(r);
    *state = NULL;
}

static bool make_token(char out[33], hs_err *err)
{
    uint8_t bytes[16];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
        return hs_fail(err, HS_ERR_IO, NULL, HS_NOWHERE, "the system gives no random bytes for the key");
    for (size_t i = 0; i < sizeof bytes; i++) snprintf(out + 2 * i, 3, "%02x", bytes[i]);
    return true;
}

/* Until somebody ends it. SIGINT and SIGTERM are blocked, so that only sigwait sees them. */
static void wait_for_end(const sigset_t *ends)
{
    int signal;
    while (sigwait(ends, &signal) != 0) continue;
}

bool hs_desk_serve(const hs_desk_options *o, hs_err *err)
{
    desk k = {.options = o};
    sigset_t ends, before;
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(o->port)};
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (!make_token(k.token, err) || !o->load(o->ctx, &k.view, err)) return false;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, &before);
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL, NULL, handle, &k, MHD_OPTION_SOCK_ADDR, &here,
                         MHD_OPTION_NOTIFY_COMPLETED, finished, NULL, MHD_OPTION_CONNECTION_LIMIT, 64u,
                         MHD_OPTION_CONNECTION_TIMEOUT, 30u, MHD_OPTION_END);
    if (!daemon) {
        pthread_sigmask(SIG_SETMASK, &before, NULL);
        return hs_fail(err, HS_ERR_IO, NULL, HS_NOWHERE, "port %u on 127.0.0.1 cannot be opened; --port takes another",
                       o->port);
    }
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
    snprintf(k.host, sizeof k.host, "127.0.0.1:%u", info->port);
    snprintf(k.origin, sizeof k.origin, "http://%s", k.host);
    printf("%s/?token=%s\n", k.origin, k.token);
    fflush(stdout);
    wait_for_end(&ends);
    MHD_stop_daemon(daemon);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return true;
}
