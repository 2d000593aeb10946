#include "link/name_words.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

/* Sorted, for hs_in_table. */
static const char *const titles[] = {
    "admiral", "ambassador", "bishop",  "brigadier", "capt",      "captain",  "cardinal", "cbe",     "chancellor",
    "col",     "colonel",    "comrade", "dame",      "dds",       "doctor",   "dr",       "dvm",     "emir",
    "esq",     "father",     "frau",    "gen",       "general",   "gov",      "governor", "hadji",   "haji",
    "hajj",    "hajji",      "herr",    "imam",      "judge",     "justice",  "king",     "lady",    "lieutenant",
    "lord",    "lt",         "madame",  "maj",       "major",     "maulana",  "maulavi",  "mawlawi", "mba",
    "md",      "minister",   "miss",    "monsieur",  "mp",        "mr",       "mrs",      "ms",      "mullah",
    "obe",     "phd",        "pope",    "prasident", "president", "prince",   "princess", "prof",    "professor",
    "qari",    "queen",      "rabbi",   "rep",       "rev",       "reverend", "rn",       "saint",   "sen",
    "senator", "sergeant",   "sgt",     "shaikh",    "shaykh",    "sheik",    "sheikh",   "sir",     "sister",
    "sultan",  "ustad"};
static const char *const particles[] = {"abu", "al",  "an",  "as",    "at",  "bar", "ben", "bin", "d",
                                        "da",  "de",  "del", "della", "den", "der", "di",  "dos", "du",
                                        "e",   "ed",  "el",  "ibn",   "l",   "la",  "le",  "of",  "ould",
                                        "s",   "the", "ud",  "ul",    "van", "vom", "von", "y",   "zu"};
static const char *const fillers[] = {"and", "for", "of", "s", "the"};

/* A phrase, longest first among those that begin alike, and what it is compared as. A form's short name begins with
 * an asterisk. */
static const struct {
    const char *phrase, *as;
} phrases[] = {
    {"gesellschaft mit beschrankter haftung", "*gmbh"},
    {"societatea cu raspundere limitata", "*srl"},
    {"sociedad de responsabilidad limitada", "*srl"},
    {"societe a responsabilite limitee", "*srl"},
    {"societa a responsabilita limitata", "*srl"},
    {"obshchestvo s ogranichennoy otvetstvennostyu", "*llc"},
    {"open joint stock company", "*jsc"},
    {"public joint stock company", "*jsc"},
    {"closed joint stock company", "*jsc"},
    {"joint stock company", "*jsc"},
    {"publichnoe aktsionernoe obshchestvo", "*jsc"},
    {"otkrytoe aktsionernoe obshchestvo", "*jsc"},
    {"zakrytoe aktsionernoe obshchestvo", "*jsc"},
    {"aktsionernoe obshchestvo", "*jsc"},
    {"limited liability company", "*llc"},
    {"limited liability partnership", "*llp"},
    {"limited partnership", "*lp"},
    {"public limited company", "*plc"},
    {"private limited", "*ltd"},
    {"pvt limited", "*ltd"},
    {"pvt ltd", "*ltd"},
    {"pte ltd", "*ltd"},
    {"pty ltd", "*ltd"},
    {"pte limited", "*ltd"},
    {"pty limited", "*ltd"},
    {"sociedad anonima", "*sa"},
    {"societe anonyme", "*sa"},
    {"naamloze vennootschap", "*nv"},
    {"besloten vennootschap", "*bv"},
    {"sa de cv", "*sa"},
    {"sp z oo", "*spzoo"},
    {"sp zoo", "*spzoo"},
    {"co ltd", "*ltd"},
    {"co limited", "*ltd"},
    {"company limited", "*ltd"},
    {"a s", "*as"},
    {"ab", "*ab"},
    {"ag", "*ag"},
    {"aktiengesellschaft", "*ag"},
    {"aktiebolag", "*ab"},
    {"ano", "*ano"},
    {"ao", "*jsc"},
    {"as", "*as"},
    {"asa", "*asa"},
    {"bv", "*bv"},
    {"bvba", "*bvba"},
    {"co", "*co"},
    {"company", "*co"},
    {"corp", "*corp"},
    {"corporation", "*corp"},
    {"gmbh", "*gmbh"},
    {"inc", "*inc"},
    {"incorporated", "*inc"},
    {"jsc", "*jsc"},
    {"kg", "*kg"},
    {"liability", "*ltd"},
    {"limited", "*ltd"},
    {"llc", "*llc"},
    {"llp", "*llp"},
    {"lp", "*lp"},
    {"ltd", "*ltd"},
    {"ltda", "*srl"},
    {"nv", "*nv"},
    {"oao", "*jsc"},
    {"ojsc", "*jsc"},
    {"ooo", "*llc"},
    {"oy", "*oy"},
    {"oyj", "*oy"},
    {"pao", "*jsc"},
    {"pjsc", "*jsc"},
    {"plc", "*plc"},
    {"pte", "*ltd"},
    {"pty", "*ltd"},
    {"sa", "*sa"},
    {"sal", "*sal"},
    {"sarl", "*srl"},
    {"sas", "*sas"},
    {"se", "*se"},
    {"spa", "*spa"},
    {"srl", "*srl"},
    {"zao", "*jsc"},
    {"united states of america", "us"},
    {"united states", "us"},
    {"united kingdom", "uk"},
    {"united nations", "un"},
    {"european union", "eu"},
    {"usa", "us"},
    {"assn", "association"},
    {"assoc", "association"},
    {"bros", "brothers"},
    {"dept", "department"},
    {"govt", "government"},
    {"intl", "international"},
    {"min", "ministry"},
    {"mfg", "manufacturing"},
    {"natl", "national"},
    {"univ", "university"},
};

static const struct {
    const char *word;
    int value;
} numbers[] = {
    {"zero", 0},      {"one", 1},       {"two", 2},       {"three", 3},    {"four", 4},     {"five", 5},
    {"six", 6},       {"seven", 7},     {"eight", 8},     {"nine", 9},     {"ten", 10},     {"eleven", 11},
    {"twelve", 12},   {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17},
    {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},  {"forty", 40},   {"fourty", 40},
    {"fifty", 50},    {"sixty", 60},    {"seventy", 70},  {"eighty", 80},  {"ninety", 90},  {"first", 1},
    {"second", 2},    {"third", 3},     {"fourth", 4},    {"fifth", 5},    {"sixth", 6},    {"seventh", 7},
    {"eighth", 8},    {"ninth", 9},     {"tenth", 10},    {"ii", 2},       {"iii", 3},      {"iv", 4},
    {"vi", 6},        {"vii", 7},       {"viii", 8},      {"ix", 9},       {"xi", 11},      {"xii", 12},
    {"xiii", 13},     {"xiv", 14},      {"xv", 15},       {"xvi", 16},     {"xx", 20}};

/* Each line one name: its spellings in several languages and its pet names. A word may stand in several lines. In
 * blocks of less than the 4,095 bytes that a string may have. */
static const char *const pets[] = {
    "abbas abas\n"
    "abdullah abdallah abdulla abdellah\n"
    "ahmad ahmed ahmet achmed akhmad akhmed\n"
    "aisha aysha ayesha aicha ayse\n"
    "alexander alex alec sandy sasha aleksandr alexandre alejandro alessandro oleksandr iskander aleksander xander\n"
    "alexandra sandra sasha alessandra alejandra oleksandra\n"
    "alexei aleksei alexey aleksey alyosha oleksii oleksiy\n"
    "amin ameen emin\n"
    "anastasia nastya anastasiya anastasiia\n"
    "anatoly anatoli tolya anatolii\n"
    "andrew andy andrei andrey andreas andre andres andrea drew andriy andrzej andrej anders andrii\n"
    "anne ann anna annie anya hannah ana\n"
    "anthony tony antonio antoine anton antonin\n"
    "artem artyom\n"
    "arthur art arturo\n"
    "barack barry barak\n"
    "barbara barb basia\n"
    "benjamin ben benny bibi binyamin benjamim\n"
    "bilal belal\n"
    "boris borya\n"
    "catherine katherine kathryn kate kathy katie cathy katya ekaterina yekaterina caterina catalina\n"
    "charles charlie chuck carlos carlo karl carl karol\n"
    "christina christine tina chris cristina\n"
    "christopher chris kris christophe cristobal kit topher\n"
    "daniel dan danny daniil danilo\n"
    "david dave davy dawud daoud davud\n"
    "deborah debbie deb debra\n"
    "dennis denis denys\n"
    "dmitry dmitri dima dmitriy dmytro mitya\n"
    "donald don donny\n"
    "edward ed eddie ted ned eduardo edouard eduard\n"
    "elizabeth liz beth betty lizzie eliza lisa bess elisabeth elisabetta isabel\n"
    "emmanuel manny manuel manu manolo\n"
    "eugene gene evgeny yevgeny evgeni yevgeni eugenio eugen evgenii zhenya yevhen yevgeniy evgeniy\n"
    "faisal faysal feisal faycal\n"
    "fatima fatma fatimah fatemeh\n"
    "florence flo\n"
    "francis frank francisco francesco francois franz paco pancho\n"
    "frederick fred freddy frederic federico friedrich fritz\n"
    "gaddafi qaddafi kadafi gadhafi qadhafi kaddafi\n"
    "gennady gennadi gennadiy gena\n"
    "george georges jorge georgy georgi georgiy giorgio jurgen yorgos georg jerzy\n"
    "gerald gerry jerry gerard\n"
    "gregory greg grigory grigori gregor hryhoriy\n"
    "haidar haydar heydar haider\n"
    "harold harry hal\n"
    "hassan hasan hassane\n"
    "henry hank harry henri enrique heinrich enrico heinz\n"
    "hussein husayn hussain husain hossein huseyin hocine\n"
    "ibrahim abraham ebrahim abe ibraheem\n"
    "igor ihor\n"
    "isaac ike ishaq izaak\n"
    "ismail ismael esmail\n"
    "ivan john johannes vanya jan jon\n"
    "jacob jake jack jacques yakov jakob yaqub iago\n"
    "jafar jaafar gaafar cafer\n"
    "jamal gamal djamal cemal\n"
    "james jim jimmy jamie jaime jaume santiago diego iago\n"
    "jennifer jen jenny\n"
    "jessica jess jessie\n"
    "john johnny jack juan jean johann johannes hans giovanni ivan joao jon ian sean yahya jan johan\n"
    "jonathan jon jonny\n"
    "joseph joe joey jose josef giuseppe yusuf youssef yusif pepe iosif joszef jozef yosef yousef yusef yousuf yousif "
    "yussuf\n"
    "judith judy\n"
    "karim kareem kerim\n"
    "kenneth ken kenny\n"
    "khadija khadijah hatice\n"
    "khalid khaled halit\n"
    "konstantin kostya constantin constantine kostas\n"
    "ksenia xenia kseniya kseniia\n"
    "lawrence larry laurence lorenzo laurent lars\n"
    "leila layla laila leyla\n"
    "leonard leo len lenny leonardo leonid\n"
    "lev leo leon\n"
    "louis lou luis luigi ludwig lewis lajos\n"
    "lucas luke luca lukas\n"
    "lyudmila ludmila liudmila\n",
    "mahmud mahmoud mahmut\n"
    "margaret maggie meg peggy marge margarita greta rita\n"
    "mark marc marco marcus marko markus\n"
    "martin marty martyn martinez\n"
    "marwan merouane merwan\n"
    "mary maria marie molly polly maryam mariam miriam masha meryem\n"
    "matthew matt mateo matteo matthias mathieu matvei\n"
    "michael mike mick mickey mikhail michel miguel michele mikael misha mykhailo mihail mihai micha\n"
    "muhammad mohammed mohamed mohammad mohamad muhammed mohamud mohd mahomet mehmet maxamed mohammod\n"
    "musa moses moshe mousa moussa\n"
    "mustafa mostafa moustafa mustapha\n"
    "nasir nasser naser\n"
    "natalia natasha natalie nataliya natalya\n"
    "nicholas nick nicolas nikolai nikolay nicola nikola klaus nico mykola niko nikolaj\n"
    "oleg oleh\n"
    "olga olha olya\n"
    "omar umar omer\n"
    "osama usama ousama\n"
    "pamela pam\n"
    "patricia pat patty trish tricia\n"
    "patrick pat paddy patricio\n"
    "paul pablo paolo pavel pavlo pauli paulo pal\n"
    "peter pete pedro pierre pietro pyotr petr petro piotr butros petar\n"
    "philip phil felipe philippe filippo phillip\n"
    "qasim qassem kassem kasim ghassem qasem\n"
    "rashid rachid rasheed rashed\n"
    "raymond ray ramon\n"
    "rebecca becky becca\n"
    "reza rida ridha riza\n"
    "richard rick rich dick ricky ricardo riccardo\n"
    "robert bob rob bobby robbie roberto bert\n"
    "roger rodger\n"
    "ronald ron ronnie ronaldo\n"
    "rudolph rudy rodolfo rudolf\n"
    "said saeed saied sayeed\n"
    "salim saleem selim\n"
    "samuel sam sammy\n"
    "semyon semen\n"
    "sergei sergey serge sergio serhiy seryozha sergii serhii sergiy\n"
    "sharif shareef cherif sherif\n"
    "solomon suleiman suleyman sulaiman shlomo sulayman soleiman sleiman\n"
    "stephen steven steve stephan stefan stephane esteban stepan stefano steph istvan\n"
    "susan sue susie suzanne susana suzan\n"
    "tariq tarek tareq tarik\n"
    "theodore ted teddy theo fyodor fedor teodoro\n"
    "thomas tom tommy tomas tommaso toma\n"
    "timothy tim timmy timofey\n"
    "uthman othman osman usman ousmane\n"
    "valery valeri valeriy valerii\n"
    "vasily vasili basil vasyl vasiliy\n"
    "victor viktor vittorio vic\n"
    "vincent vince vincenzo vicente\n"
    "vladimir vova volodya volodymyr wladimir vlad\n"
    "vyacheslav viacheslav slava\n"
    "walter walt wally gualtiero\n"
    "william bill will billy willy liam guillermo guillaume wilhelm wim willem guglielmo\n"
    "yasir yasser yaser\n"
    "yulia julia iuliia yuliya\n"
    "yuri yury iurii yuriy yurii\n"
    "zachary zach zack\n"
    "zainab zeinab zaynab zeynep zineb\n"};

#define IN(word, table) hs_in_table(hs_str_of(word), table, sizeof(table) / sizeof *(table))

bool hs_name_title(const char *word)
{
    return IN(word, titles);
}

bool hs_name_particle(const char *word)
{
    return IN(word, particles);
}

bool hs_name_filler(const char *word)
{
    return IN(word, fillers);
}

/* The number of words of the phrase where the words begin with it, else 0. */
static size_t begins(const char *const *words, size_t n, const char *phrase)
{
    size_t k = 0;
    if (!n || *phrase != *words[0]) return 0;
    for (const char *at = phrase; *at; k++) {
        size_t len = strcspn(at, " ");
        if (k == n || strlen(words[k]) != len || memcmp(words[k], at, len) != 0) return 0;
        at += len + (at[len] == ' ');
    }
    return k;
}

const char *hs_name_phrase(const char *const *words, size_t n, size_t *taken, bool *form)
{
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        *taken = begins(words, n, phrases[i].phrase);
        if (!*taken) continue;
        *form = phrases[i].as[0] == '*';
        return phrases[i].as + *form;
    }
    return NULL;
}

int hs_name_number(const char *word)
{
    char *end;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!strcmp(word, numbers[i].word)) return numbers[i].value;
    if (*word < '0' || *word > '9' || strlen(word) > 8) return -1;
    long value = strtol(word, &end, 10);
    bool ordinal = !strcmp(end, "st") || !strcmp(end, "nd") || !strcmp(end, "rd") || !strcmp(end, "th");
    return !*end || ordinal ? (int)value : -1;
}

/* The next place at which the word stands in the text, between blanks and ends of lines; NULL where there is none. */
static const char *next_word(const char *text, const char *at, const char *word, size_t n)
{
    while (n && (at = strstr(at, word)) && ((at > text && at[-1] > ' ') || at[n] > ' ')) at++;
    return n ? at : NULL;
}

uint64_t hs_name_pets(const char *word)
{
    uint64_t lines = 0;
    size_t n = strlen(word);
    for (size_t i = 0; i < sizeof pets / sizeof *pets; i++)
        for (const char *at = pets[i]; (at = next_word(pets[i], at, word, n)); at++) {
            uint32_t line = (uint32_t)i * 29;
            for (const char *p = pets[i]; p < at; p++) line += *p == '\n';
            lines |= UINT64_C(1) << line % 64;
        }
    return lines;
}

static bool one_line_has(const char *text, const char *a, const char *b)
{
    for (const char *at = text; (at = next_word(text, at, a, strlen(a))); at++) {
        const char *line = at, *other;
        while (line > text && line[-1] != '\n') line--;
        other = next_word(text, line, b, strlen(b));
        if (other && other < at + strcspn(at, "\n")) return true;
    }
    return false;
}

bool hs_name_pet(const char *a, const char *b)
{
    bool found = false;
    for (size_t i = 0; i < sizeof pets / sizeof *pets && !found; i++) found = one_line_has(pets[i], a, b);
    return found;
}
