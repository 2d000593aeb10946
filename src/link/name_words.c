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

/* Each line one name: its spellings in several languages and its pet names. A word may stand in several lines. */
static const char *const pets[] = {
    "abbas abas",
    "abdullah abdallah abdulla abdellah",
    "ahmad ahmed ahmet achmed akhmad akhmed",
    "aisha aysha ayesha aicha ayse",
    "alexander alex alec sandy sasha aleksandr alexandre alejandro alessandro oleksandr iskander aleksander xander",
    "alexandra sandra sasha alessandra alejandra oleksandra",
    "alexei aleksei alexey aleksey alyosha oleksii oleksiy",
    "amin ameen emin",
    "anastasia nastya anastasiya anastasiia",
    "anatoly anatoli tolya anatolii",
    "andrew andy andrei andrey andreas andre andres andrea drew andriy andrzej andrej anders andrii",
    "anne ann anna annie anya hannah ana",
    "anthony tony antonio antoine anton antonin",
    "artem artyom",
    "arthur art arturo",
    "barack barry barak",
    "barbara barb basia",
    "benjamin ben benny bibi binyamin benjamim",
    "bilal belal",
    "boris borya",
    "catherine katherine kathryn kate kathy katie cathy katya ekaterina yekaterina caterina catalina",
    "charles charlie chuck carlos carlo karl carl karol",
    "christina christine tina chris cristina",
    "christopher chris kris christophe cristobal kit topher",
    "daniel dan danny daniil danilo",
    "david dave davy dawud daoud davud",
    "deborah debbie deb debra",
    "dennis denis denys",
    "dmitry dmitri dima dmitriy dmytro mitya",
    "donald don donny",
    "edward ed eddie ted ned eduardo edouard eduard",
    "elizabeth liz beth betty lizzie eliza lisa bess elisabeth elisabetta isabel",
    "emmanuel manny manuel manu manolo",
    "eugene gene evgeny yevgeny evgeni yevgeni eugenio eugen evgenii zhenya yevhen yevgeniy evgeniy",
    "faisal faysal feisal faycal",
    "fatima fatma fatimah fatemeh",
    "florence flo",
    "francis frank francisco francesco francois franz paco pancho",
    "frederick fred freddy frederic federico friedrich fritz",
    "gaddafi qaddafi kadafi gadhafi qadhafi kaddafi",
    "gennady gennadi gennadiy gena",
    "george georges jorge georgy georgi georgiy giorgio jurgen yorgos georg jerzy",
    "gerald gerry jerry gerard",
    "gregory greg grigory grigori gregor hryhoriy",
    "haidar haydar heydar haider",
    "harold harry hal",
    "hassan hasan hassane",
    "henry hank harry henri enrique heinrich enrico heinz",
    "hussein husayn hussain husain hossein huseyin hocine",
    "ibrahim abraham ebrahim abe ibraheem",
    "igor ihor",
    "isaac ike ishaq izaak",
    "ismail ismael esmail",
    "ivan john johannes vanya jan jon",
    "jacob jake jack jacques yakov jakob yaqub iago",
    "jafar jaafar gaafar cafer",
    "jamal gamal djamal cemal",
    "james jim jimmy jamie jaime jaume santiago diego iago",
    "jennifer jen jenny",
    "jessica jess jessie",
    "john johnny jack juan jean johann johannes hans giovanni ivan joao jon ian sean yahya jan johan",
    "jonathan jon jonny",
    "joseph joe joey jose josef giuseppe yusuf youssef yusif pepe iosif joszef jozef yosef yousef yusef yousuf yousif "
    "yussuf",
    "judith judy",
    "karim kareem kerim",
    "kenneth ken kenny",
    "khadija khadijah hatice",
    "khalid khaled halit",
    "konstantin kostya constantin constantine kostas",
    "ksenia xenia kseniya kseniia",
    "lawrence larry laurence lorenzo laurent lars",
    "leila layla laila leyla",
    "leonard leo len lenny leonardo leonid",
    "lev leo leon",
    "louis lou luis luigi ludwig lewis lajos",
    "lucas luke luca lukas",
    "lyudmila ludmila liudmila",
    "mahmud mahmoud mahmut",
    "margaret maggie meg peggy marge margarita greta rita",
    "mark marc marco marcus marko markus",
    "martin marty martyn martinez",
    "marwan merouane merwan",
    "mary maria marie molly polly maryam mariam miriam masha meryem",
    "matthew matt mateo matteo matthias mathieu matvei",
    "michael mike mick mickey mikhail michel miguel michele mikael misha mykhailo mihail mihai micha",
    "muhammad mohammed mohamed mohammad mohamad muhammed mohamud mohd mahomet mehmet maxamed mohammod",
    "musa moses moshe mousa moussa",
    "mustafa mostafa moustafa mustapha",
    "nasir nasser naser",
    "natalia natasha natalie nataliya natalya",
    "nicholas nick nicolas nikolai nikolay nicola nikola klaus nico mykola niko nikolaj",
    "oleg oleh",
    "olga olha olya",
    "omar umar omer",
    "osama usama ousama",
    "pamela pam",
    "patricia pat patty trish tricia",
    "patrick pat paddy patricio",
    "paul pablo paolo pavel pavlo pauli paulo pal",
    "peter pete pedro pierre pietro pyotr petr petro piotr butros petar",
    "philip phil felipe philippe filippo phillip",
    "qasim qassem kassem kasim ghassem qasem",
    "rashid rachid rasheed rashed",
    "raymond ray ramon",
    "rebecca becky becca",
    "reza rida ridha riza",
    "richard rick rich dick ricky ricardo riccardo",
    "robert bob rob bobby robbie roberto bert",
    "roger rodger",
    "ronald ron ronnie ronaldo",
    "rudolph rudy rodolfo rudolf",
    "said saeed saied sayeed",
    "salim saleem selim",
    "samuel sam sammy",
    "semyon semen",
    "sergei sergey serge sergio serhiy seryozha sergii serhii sergiy",
    "sharif shareef cherif sherif",
    "solomon suleiman suleyman sulaiman shlomo sulayman soleiman sleiman",
    "stephen steven steve stephan stefan stephane esteban stepan stefano steph istvan",
    "susan sue susie suzanne susana suzan",
    "tariq tarek tareq tarik",
    "theodore ted teddy theo fyodor fedor teodoro",
    "thomas tom tommy tomas tommaso toma",
    "timothy tim timmy timofey",
    "uthman othman osman usman ousmane",
    "valery valeri valeriy valerii",
    "vasily vasili basil vasyl vasiliy",
    "victor viktor vittorio vic",
    "vincent vince vincenzo vicente",
    "vladimir vova volodya volodymyr wladimir vlad",
    "vyacheslav viacheslav slava",
    "walter walt wally gualtiero",
    "william bill will billy willy liam guillermo guillaume wilhelm wim willem guglielmo",
    "yasir yasser yaser",
    "yulia julia iuliia yuliya",
    "yuri yury iurii yuriy yurii",
    "zachary zach zack",
    "zainab zeinab zaynab zeynep zineb",
};

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

static bool line_has(const char *line, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = line; *at;) {
        size_t len = strcspn(at, " ");
        if (len == n && !memcmp(at, word, n)) return true;
        at += len + (at[len] == ' ');
    }
    return false;
}

uint64_t hs_name_pets(const char *word)
{
    uint64_t lines = 0;
    for (size_t i = 0; i < sizeof pets / sizeof *pets; i++)
        if (line_has(pets[i], word)) lines |= UINT64_C(1) << i % 64;
    return lines;
}

bool hs_name_pet(const char *a, const char *b)
{
    for (size_t i = 0; i < sizeof pets / sizeof *pets; i++)
        if (line_has(pets[i], a) && line_has(pets[i], b)) return true;
    return false;
}
