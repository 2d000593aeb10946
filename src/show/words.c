#include "show/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "show/escape.h"

#define LONG_NAME  48 /* bytes of a document's name */
#define MAX_VOICES 16 /* of a chain; deeper ones are cut with "…" */

void hs_phrase_free(hs_phrase *p)
{
    hs_buf_free(&p->text);
    HS_VEC_FREE(p->pieces);
}

hs_str hs_phrase_text(hs_phrase *p)
{
    return (hs_str){hs_buf_c(&p->text), p->text.n};
}

void hs_say(hs_phrase *p, const char *plain)
{
    hs_buf_str(&p->text, plain);
}

static void say_piece(hs_phrase *p, const char *text, hs_piece_kind kind, uint32_t index)
{
    uint32_t at = (uint32_t)p->text.n;
    hs_buf_str(&p->text, text);
    *HS_PUSH(p->pieces) = (hs_piece){at, (uint32_t)p->text.n - at, kind, index};
}

static void say_phrase(hs_phrase *p, hs_phrase *more)
{
    uint32_t at = (uint32_t)p->text.n;
    hs_buf_add(&p->text, hs_buf_c(&more->text), more->text.n);
    for (uint32_t i = 0; i < more->pieces.n; i++) {
        hs_piece *x = HS_PUSH(p->pieces);
        *x = more->pieces.v[i];
        x->at += at;
    }
}

void hs_say_entity(hs_phrase *p, const hs_view *v, uint32_t entity)
{
    const char *name = hs_ledger_str(&v->pile->ledger, v->pile->ledger.entities.v[entity].name);
    const char *warning = hs_name_warning(hs_str_of(name));
    say_piece(p, name, HS_PIECE_ENTITY, entity);
    if (warning) hs_buf_printf(&p->text, " (the name %s)", warning);
}

/* A name that is a whole headline is cut behind a word, with "…". */
static void shorten(const char *name, hs_buf *out)
{
    size_t n = strlen(name), end = n;
    if (n > LONG_NAME) {
        for (end = LONG_NAME; end && name[end] != ' ';) end--;
        if (!end) end = LONG_NAME;
        while (end < n && ((uint8_t)name[end] & 0xC0) == 0x80) end++;
    }
    hs_buf_add(out, name, end);
    if (end < n) hs_buf_str(out, " …");
}

const char *hs_title_of(const hs_doc *d)
{
    const char *path = hs_doc_str(d, d->path), *slash = strrchr(path, '/');
    return d->title ? hs_doc_str(d, d->title) : slash && slash[1] ? slash + 1 : path;
}

void hs_say_doc(hs_phrase *p, const hs_view *v, uint32_t doc)
{
    const hs_doc *d = v->pile->docs.v[doc];
    const char *name = hs_doc_str(d, d->outlet);
    if (!*name) name = hs_doc_str(d, d->author);
    if (!*name) name = hs_title_of(d);
    hs_buf shown = {0};
    shorten(name, &shown);
    say_piece(p, hs_buf_c(&shown), HS_PIECE_DOC, doc);
    hs_buf_free(&shown);
}

void hs_say_doc_at(hs_phrase *p, const hs_view *v, uint32_t doc, hs_span s)
{
    hs_buf place = {0};
    hs_say_doc(p, v, doc);
    hs_doc_place(v->pile->docs.v[doc], s, &place);
    if (place.n) hs_buf_printf(&p->text, ", %s", place.p);
    hs_buf_free(&place);
}

void hs_say_where(hs_phrase *p, const hs_view *v, hs_item assertion)
{
    const hs_doc *d = v->pile->docs.v[assertion.doc];
    hs_say_doc_at(p, v, assertion.doc, d->spans.v[d->assertions.v[assertion.item].spans.first]);
}

void hs_say_unsure(hs_buf *out, const hs_doc *d, hs_span s)
{
    enum { MOST = 3 };
    hs_range r = hs_doc_locators(d, s);
    uint32_t n = 0;
    if (!r.n || !d->locators.v[r.first].sure) return;
    hs_buf_str(out, "; recognised in a picture");
    for (uint32_t i = r.first; i < r.first + r.n && n < MOST; i++) {
        const hs_locator *l = &d->locators.v[i];
        if (!l->sure || l->sure >= HS_UNSURE_WORD) continue;
        hs_buf_str(out, n++ ? ", «" : ", unsure of «");
        hs_words_at(d, l->at, out);
        hs_buf_printf(out, "» (%u %%)", l->sure);
    }
}

/* ---- voices ---- */

/* White space made single, none at the ends. */
static void add_single_spaced(hs_str t, hs_buf *out)
{
    t = hs_str_trim(t);
    bool space = false;
    for (size_t i = 0; i < t.n; i++) {
        bool is_space = t.p[i] == ' ' || t.p[i] == '\n' || t.p[i] == '\t' || t.p[i] == '\r';
        if (!is_space || !space) hs_buf_char(out, is_space ? ' ' : t.p[i]);
        space = is_space;
    }
}

const char *hs_mention_why(const hs_doc *d, uint32_t mention)
{
    const char *why = hs_doc_str(d, d->mentions.v[mention].why), *behind = why[0] == '\'' ? strstr(why, "': ") : NULL;
    return behind ? behind + 3 : why;
}

void hs_words_at(const hs_doc *d, hs_span s, hs_buf *out)
{
    add_single_spaced(hs_doc_text(d, s), out);
}

/* The words by which a chain first appears: of a nominal its whole mention, for its name is a lemma. */
static void chain_words(const hs_doc *d, uint32_t chain, hs_buf *out)
{
    const hs_chain *c = &d->chains.v[chain];
    if ((c->flags & HS_CHAIN_NAMED) || c->mention >= d->mentions.n) {
        add_single_spaced(hs_str_of(hs_doc_str(d, c->name)), out);
    } else {
        hs_words_at(d, d->mentions.v[c->mention].at, out);
    }
}

static bool is_named(const hs_doc *d, uint32_t chain)
{
    return chain != HS_NONE && (d->chains.v[chain].flags & HS_CHAIN_NAMED);
}

/* «the ministry's» claim is the ministry's. */
static void drop_possessive(hs_buf *b)
{
    static const char *const marks[] = {"'s", "\xE2\x80\x99s"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (b->n > strlen(marks[i]) && hs_str_ends((hs_str){b->p, b->n}, hs_str_of(marks[i])))
            b->p[b->n -= strlen(marks[i])] = '\0';
}

/* The text's words for a voice without a name: those of the source, «two officers»; where the source is a pronoun,
 * those by which its chain began. */
static void unnamed_words(const hs_doc *d, const hs_voice *voice, hs_range source, hs_buf *out)
{
    bool pronoun = source.n && voice->chain != HS_NONE && d->spans.v[source.first].n <= 4;
    for (uint32_t i = 0; i < source.n && !pronoun; i++) {
        if (i) hs_buf_str(out, " … ");
        hs_words_at(d, d->spans.v[source.first + i], out);
    }
    if (!out->n && voice->chain != HS_NONE) chain_words(d, voice->chain, out);
    if (!out->n && voice->name) add_single_spaced(hs_str_of(hs_doc_str(d, voice->name)), out);
    drop_possessive(out);
}

/* «No official», «none of the owners»: words for a voice that is nobody's. */
static bool names_no_one(hs_str words)
{
    static const char *const none[] = {"neither", "no", "nobody", "none"};
    words = hs_str_trim(words);
    hs_buf first = {0};
    for (size_t i = 0; i < words.n && words.p[i] != ' '; i++) hs_buf_char(&first, (char)(words.p[i] | 0x20));
    bool is = hs_in_table((hs_str){first.p, first.n}, none, sizeof none / sizeof *none);
    hs_buf_free(&first);
    return is;
}

static void say_one(hs_phrase *p, const hs_view *v, uint32_t doc, const hs_voice *voice, hs_range source)
{
    const hs_doc *d = v->pile->docs.v[doc];
    uint32_t entity = hs_index_entity(&v->facts->index, doc, voice->chain);
    bool named = is_named(d, voice->chain);
    if (voice->kind == HS_VOICE_AUTHOR) {
        hs_say_doc(p, v, doc);
        return;
    }
    if (entity != HS_NONE && named) {
        hs_say_entity(p, v, entity);
        return;
    }
    hs_buf name = {0};
    if (named) {
        add_single_spaced(hs_str_of(hs_doc_str(d, d->chains.v[voice->chain].name)), &name);
    } else {
        unnamed_words(d, voice, source, &name);
    }
    if (!name.n) {
        hs_say(p, "a voice that is not named");
    } else {
        bool no_one = !named && names_no_one((hs_str){name.p, name.n});
        bool quotes = strpbrk(hs_buf_c(&name), "\"") || strstr(hs_buf_c(&name), "“");
        hs_buf_printf(&p->text, named ? "%s" : no_one ? "nobody (“%s”)" : quotes ? "‘%s’" : "“%s”", hs_buf_c(&name));
    }
    hs_buf_free(&name);
}

void hs_say_voice(hs_phrase *p, const hs_view *v, uint32_t doc, uint32_t attribution)
{
    const hs_attribution *a = &v->pile->docs.v[doc]->attributions.v[attribution];
    say_one(p, v, doc, &a->voice, a->source);
}

void hs_say_speaker(hs_phrase *p, const hs_view *v, hs_item it)
{
    const hs_doc *d = v->pile->docs.v[it.doc];
    const hs_assertion *a = &d->assertions.v[it.item];
    hs_range source = a->attribution != HS_NONE ? d->attributions.v[a->attribution].source : (hs_range){0, 0};
    say_one(p, v, it.doc, &a->voice, source);
}

/* Whether the verb needs a "not": where nobody speaks, the voice has it. */
static bool is_negated(const hs_doc *d, const hs_attribution *a)
{
    bool no_one =
        a->source.n && !is_named(d, a->voice.chain) && names_no_one(hs_doc_text(d, d->spans.v[a->source.first]));
    return (a->flags & HS_NEGATED) && !no_one;
}

static const char *verb(const hs_doc *d, const hs_attribution *a)
{
    static const char *const plain[] = {"said", "alleged", "denied", "estimated", "believed", "asked"};
    static const char *const negated[] = {"did not say",      "did not allege",  "did not deny",
                                          "did not estimate", "did not believe", "did not ask"};
    uint32_t stance = a->stance <= HS_ASKS ? a->stance : HS_STATES;
    return is_negated(d, a) ? negated[stance] : plain[stance];
}

/* The text's own words («the Norrsund Courier») where they hold the entity's name, else («her») that name. */
static void say_addressee(hs_phrase *p, const hs_view *v, uint32_t doc, const hs_attribution *a)
{
    uint32_t entity = hs_index_entity(&v->facts->index, doc, a->addressee_chain);
    const char *words = hs_doc_str(v->pile->docs.v[doc], a->addressee);
    const hs_ledger *l = &v->pile->ledger;
    if (entity == HS_NONE) {
        hs_say(p, words);
    } else if (strstr(words, hs_ledger_str(l, l->entities.v[entity].name))) {
        say_piece(p, words, HS_PIECE_ENTITY, entity);
    } else {
        hs_say_entity(p, v, entity);
    }
}

static void say_verb(hs_phrase *p, const hs_view *v, uint32_t doc, const hs_attribution *a)
{
    const hs_doc *d = v->pile->docs.v[doc];
    bool to = a->addressee || a->addressee_chain != HS_NONE;
    bool told = to && a->stance == HS_STATES;
    hs_say(p, told ? (is_negated(d, a) ? " did not tell " : " told ") : " ");
    if (told) say_addressee(p, v, doc, a);
    if (!told) hs_say(p, verb(d, a));
    if (to && !told) {
        hs_say(p, a->stance == HS_ASKS ? " " : " to ");
        say_addressee(p, v, doc, a);
    }
}

/* «believed», not «hoped» or «feared». */
static bool plainly_believes(const hs_doc *d, const hs_attribution *a)
{
    if (!a->cue.n) return true;
    hs_str cue = hs_doc_text(d, d->spans.v[a->cue.first]);
    return hs_str_find(cue, HS_STR("belie")) != SIZE_MAX || hs_str_find(cue, HS_STR("th")) != SIZE_MAX;
}

/* A cue that judges, hedges, alleges, hopes or fears is a choice of the document's: it stands in brackets, as quoted.
 */
static void say_cue(hs_phrase *p, const hs_doc *d, const hs_attribution *a)
{
    bool other = a->stance == HS_ALLEGES || (a->stance == HS_BELIEVES && !plainly_believes(d, a));
    if (!a->cue.n || (!(a->flags & (HS_LOADED | HS_HEDGED)) && !other)) return;
    hs_say(p, " (“");
    for (uint32_t i = 0; i < a->cue.n; i++) {
        if (i) hs_say(p, " … ");
        hs_words_at(d, d->spans.v[a->cue.first + i], &p->text);
    }
    hs_say(p, "”)");
}

/* Whether "that" may stand before what the attribution holds, or only a colon. */
static const char *joint(const hs_doc *d, const hs_attribution *a)
{
    if (a->mode == HS_DIRECT || a->stance == HS_ASKS || !a->content.n) return ":";
    hs_str content = hs_doc_text(d, d->spans.v[a->content.first]);
    if (hs_str_starts(content, HS_STR("that "))) return " that";
    static const char *const asks[] = {"how",   "what", "when", "where", "whether",
                                       "which", "who",  "whom", "whose", "why"};
    size_t first = 0;
    while (first < content.n && content.p[first] != ' ') first++;
    if (hs_in_table((hs_str){content.p, first}, asks, sizeof asks / sizeof *asks)) return ""; /* «said | how» */
    return a->stance == HS_DENIES || a->stance == HS_ALLEGES ? ":" : " that";
}

/* "reportedly", and no word about who reports: "no source named (“reportedly”)", in brackets inside a chain. */
static void say_nobody(hs_phrase *p, const hs_doc *d, const hs_attribution *a, bool outermost)
{
    hs_say(p, outermost ? "no source named" : "(no source named");
    if (a->cue.n) {
        hs_say(p, outermost ? " (“" : ", “");
        hs_words_at(d, d->spans.v[a->cue.first], &p->text);
        hs_say(p, outermost ? "”)" : "”");
    }
    if (!outermost) hs_say(p, ")");
}

/* Whom the report above it cites: «the Post said, citing two officials, that». */
static bool is_cited(const hs_doc *d, const hs_attribution *a)
{
    hs_str cue = a->cue.n && a->parent != HS_NONE ? hs_doc_text(d, d->spans.v[a->cue.first]) : (hs_str){"", 0};
    return hs_str_ieq(cue, HS_STR("citing")) || hs_str_ieq(cue, HS_STR("quoting"));
}

/* «Claims that … are false, Brenn said», the turn of a chat in which its speaker says: one voice, named once. */
static bool says_again(const hs_attribution *outer, const hs_attribution *inner)
{
    bool plain = outer->stance == HS_STATES && !(outer->flags & HS_NEGATED);
    return plain && inner->voice.chain != HS_NONE && outer->voice.chain == inner->voice.chain;
}

/* How what is said is joined to who says it. */
typedef enum { NOT_JOINED, JOINED, IN_ITS_WORDS /* those of the text hold who says it and how */ } tie;

static void say_chain(hs_phrase *p, const hs_view *v, uint32_t doc, uint32_t attribution, tie how)
{
    bool with_joint = how != NOT_JOINED;
    const hs_doc *d = v->pile->docs.v[doc];
    uint32_t chain[MAX_VOICES], n = 0;
    size_t start = p->text.n;
    for (uint32_t i = attribution; i != HS_NONE && n < MAX_VOICES; i = d->attributions.v[i].parent) chain[n++] = i;
    if (n == MAX_VOICES) hs_say(p, "… ");
    while (n--) {
        const hs_attribution *a = &d->attributions.v[chain[n]];
        if (n && says_again(a, &d->attributions.v[chain[n - 1]])) continue;
        if (hs_voice_is_nobody(a->voice)) {
            say_nobody(p, d, a, p->text.n == start);
            hs_say(p, n ? ": " : with_joint ? ":" : "");
            continue;
        }
        hs_say_voice(p, v, doc, chain[n]);
        bool second = a->other.chain != HS_NONE || a->other.name;
        if ((a->flags & HS_UNSURE) && second) {
            hs_say(p, " or ");
            say_one(p, v, doc, &a->other, (hs_range){0, 0});
        }
        if ((a->flags & HS_UNSURE) && (second || !a->cue.n))
            hs_say(p, " (unsure)"); /* of the voice, not of its words */
        if (!n && how == IN_ITS_WORDS) {
            hs_say(p, ", in the text's words:");
            break;
        }
        if (is_cited(d, a)) {
            hs_say(p, n || (with_joint && *joint(d, a) == ' ') ? "," : "");
        } else {
            say_verb(p, v, doc, a);
            say_cue(p, d, a);
        }
        bool cites = n && is_cited(d, &d->attributions.v[chain[n - 1]]);
        hs_say(p, cites ? ", citing " : n ? " that " : with_joint ? joint(d, a) : "");
    }
}

void hs_say_chain(hs_phrase *p, const hs_view *v, uint32_t doc, uint32_t attribution, bool with_joint)
{
    say_chain(p, v, doc, attribution, with_joint ? JOINED : NOT_JOINED);
}

/* «Brenn called the strike a mistake»: what is told holds its source and cue; a denial's voice says that it denies. */
static bool holds_its_report(const hs_doc *d, const hs_assertion *s)
{
    const hs_attribution *a = &d->attributions.v[s->attribution];
    bool cue = false, source = false;
    for (uint32_t i = 0; i < s->spans.n && a->cue.n && a->source.n; i++) {
        cue |= hs_span_covers(d->spans.v[s->spans.first + i], d->spans.v[a->cue.first]);
        source |= hs_span_covers(d->spans.v[s->spans.first + i], d->spans.v[a->source.first]);
    }
    return cue && source && a->stance != HS_DENIES;
}

void hs_say_who(hs_phrase *p, const hs_view *v, hs_item assertion)
{
    const hs_doc *d = v->pile->docs.v[assertion.doc];
    const hs_assertion *a = &d->assertions.v[assertion.item];
    if (a->attribution != HS_NONE) {
        say_chain(p, v, assertion.doc, a->attribution, holds_its_report(d, a) ? IN_ITS_WORDS : JOINED);
        return;
    }
    hs_say_doc(p, v, assertion.doc);
    hs_say(p, ", in its own voice:");
}

/* ---- words ---- */

#define AROUND 90u

void hs_context_of(const hs_doc *d, hs_span s, hs_buf *out)
{
    const char *t = d->text.p;
    uint32_t from = s.at, to = hs_span_end(s), n = (uint32_t)d->text.n;
    while (from && t[from - 1] != '\n' && s.at - from < AROUND) from--;
    while (to < n && t[to] != '\n' && to - hs_span_end(s) < AROUND) to++;
    bool cut_before = from && t[from - 1] != '\n', cut_after = to < n && t[to] != '\n';
    while (cut_before && from < s.at && t[from] != ' ') from++;
    while (cut_after && to > hs_span_end(s) && t[to - 1] != ' ') to--;
    if (cut_before) hs_buf_str(out, "… ");
    hs_words_at(d, (hs_span){from, to - from}, out);
    if (cut_after) hs_buf_str(out, " …");
}

static bool starts_with_mark(hs_str s)
{
    if (!s.n) return false;
    size_t at = 0;
    uint32_t c = hs_utf8_next(s, &at);
    return c == '"' || c == 0xAB || (c >= 0x2018 && c <= 0x201F);
}

void hs_words_of(const hs_pile *p, hs_item assertion, hs_buf *out)
{
    const hs_doc *d = p->docs.v[assertion.doc];
    hs_range r = d->assertions.v[assertion.item].spans;
    for (uint32_t i = 0; i < r.n; i++) {
        if (i) hs_buf_str(out, " … ");
        hs_words_at(d, d->spans.v[r.first + i], out);
    }
}

void hs_quote_of(const hs_pile *p, hs_item assertion, hs_buf *out)
{
    const hs_doc *d = p->docs.v[assertion.doc];
    const hs_assertion *a = &d->assertions.v[assertion.item];
    bool direct = a->attribution != HS_NONE && d->attributions.v[a->attribution].mode == HS_DIRECT && a->spans.n &&
                  !starts_with_mark(hs_doc_text(d, d->spans.v[a->spans.first]));
    if (direct) hs_buf_str(out, "“");
    hs_words_of(p, assertion, out);
    if (direct) hs_buf_str(out, "”");
}

const char *hs_marks_of(uint32_t flags, char out[64])
{
    static const struct {
        uint32_t flag;
        const char *word;
    } marks[] = {{HS_NEGATED, "negated"}, {HS_HEDGED, "hedged"}, {HS_ASKED, "asked"}, {HS_UNSURE, "unsure"}};
    out[0] = '\0';
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!(flags & marks[i].flag)) continue;
        if (*out) strcat(out, ", ");
        strcat(out, marks[i].word);
    }
    return out;
}

void hs_say_origins(hs_phrase *p, const hs_claim *c)
{
    if (c->least == c->most) {
        hs_buf_printf(&p->text, "%u apparent origin%s in these documents", c->most, c->most == 1 ? "" : "s");
    } else {
        hs_buf_printf(&p->text, "at least %u, at most %u apparent origins in these documents", c->least, c->most);
    }
}

bool hs_voice_is_nobody(hs_voice voice)
{
    return voice.kind != HS_VOICE_AUTHOR && voice.chain == HS_NONE && !voice.name;
}

/* A voice that does not simply state says how it stands to the words, for "X: the dam broke" is not what one who denies
 * it says. Where a voice further out denies or does not say, the whole chain is needed. */
static void say_stance(hs_phrase *p, const hs_view *v, hs_item it, uint32_t role, bool with_doc)
{
    const hs_doc *d = v->pile->docs.v[it.doc];
    uint32_t own = d->assertions.v[it.item].attribution, depth = 0;
    if (own == HS_NONE) {
        hs_say_speaker(p, v, it);
        return;
    }
    for (uint32_t i = d->attributions.v[own].parent; i != HS_NONE && depth < MAX_VOICES; depth++) {
        const hs_attribution *a = &d->attributions.v[i];
        if (a->stance == HS_DENIES || a->flags & HS_NEGATED) {
            hs_say_chain(p, v, it.doc, own, false);
            return;
        }
        i = a->parent;
    }
    const hs_attribution *a = &d->attributions.v[own];
    hs_say_speaker(p, v, it);
    if (with_doc) {
        hs_say(p, " in ");
        hs_say_doc(p, v, it.doc);
    }
    bool plain =
        a->stance == HS_STATES || ((role == HS_DENIES_IT || role == HS_MAYBE_DENIES) && a->stance == HS_DENIES);
    if (!plain || is_negated(d, a)) hs_buf_printf(&p->text, ", who %s", verb(d, a));
}

/* One member's voice, once: into p while there is room, else only counted. */
static void say_voice_once(hs_phrase *p, const hs_view *v, hs_item it, uint32_t role, hs_map *seen, uint32_t most)
{
    hs_voice voice = v->pile->docs.v[it.doc]->assertions.v[it.item].voice;
    hs_phrase one = {0};
    say_stance(&one, v, it, role, voice.kind == HS_VOICE_UNNAMED || voice.kind == HS_VOICE_DOCUMENT);
    uint32_t *known = hs_map_at(seen, hs_phrase_text(&one));
    if (*known == HS_MISSING && seen->entries.n <= most) {
        if (seen->entries.n > 1) hs_say(p, " · ");
        say_phrase(p, &one);
    }
    *known = 0;
    hs_phrase_free(&one);
}

uint32_t hs_say_voices(hs_phrase *p, const hs_view *v, uint32_t claim, uint32_t role, uint32_t most)
{
    const hs_ledger *l = &v->pile->ledger;
    hs_range r = l->claims.v[claim].members;
    hs_map seen = {0};
    uint32_t nobody = 0;
    for (uint32_t unnamed = 0; unnamed < 2; unnamed++) {
        for (uint32_t i = r.first; i < r.first + r.n; i++) {
            if (l->members.v[i].role != role) continue;
            hs_item it = l->members.v[i].assertion;
            hs_voice voice = v->pile->docs.v[it.doc]->assertions.v[it.item].voice;
            if ((voice.kind == HS_VOICE_UNNAMED) != unnamed) continue;
            if (hs_voice_is_nobody(voice)) {
                nobody++;
            } else {
                say_voice_once(p, v, it, role, &seen, most);
            }
        }
    }
    uint32_t n = seen.entries.n;
    hs_map_free(&seen);
    if (n > most) hs_buf_printf(&p->text, " · %u more", n - most);
    if (nobody) hs_buf_printf(&p->text, "%sno source named", n ? " · also with " : "");
    return n + (nobody > 0);
}

#define NAME_OF(table, i) ((i) < sizeof(table) / sizeof *(table) ? (table)[i] : "unknown")

const char *hs_state_words(uint32_t state)
{
    static const char *const names[] = {"not checked", "checked", "checked by a second reader", "cleared"};
    return NAME_OF(names, state);
}

const char *hs_relation_words(uint32_t relation)
{
    static const char *const names[] = {"same", "compatible", "later update", "other scope", "differs"};
    return NAME_OF(names, relation);
}

const char *hs_derivation_words(const hs_derivation *x)
{
    static const char *const known[] = {"cites", "quotes", "copies", "rewrites"};
    static const char *const unknown[] = {"cites or is cited by", "quotes or is quoted by",
                                          "is a copy of, or copied by,", "rewrites or is rewritten by"};
    return x->direction_unknown ? NAME_OF(unknown, x->kind) : NAME_OF(known, x->kind);
}

#define BETWEEN 16u /* bytes that may stand between a figure and what it counts */

hs_span hs_figure_span(const hs_figure *f)
{
    uint32_t end = hs_span_end(f->at);
    if (!f->counted_at.n || f->counted_at.at < f->at.at || f->counted_at.at > end + BETWEEN) return f->at;
    return hs_span_join(f->at, f->counted_at);
}

/* ---- counts ---- */

static void say_count(hs_phrase *p, uint32_t n, const char *noun)
{
    hs_buf_printf(&p->text, "%u %s%s", n, noun, n == 1 ? "" : "s");
}

void hs_say_counts(hs_phrase *p, hs_counts n)
{
    say_count(p, n.reports, "report");
    hs_say(p, " in ");
    say_count(p, n.docs, "document");
    if (n.outlets) {
        hs_say(p, " of ");
        say_count(p, n.outlets, "outlet");
    }
    if (n.notice) hs_say(p, ", word for word in documents that share nothing else: perhaps a notice, not news");
}
