#include "link/synonyms.h"

#include <string.h>

/* Each line a class: its name first. An asterisk marks acts that are counted. */
static const char *const classes[] = {
    "*kill die dead death fatality slay murder perish toll victim casualty massacre",
    "*injure injured wound wounded hurt",
    "*miss missing disappear unaccounted",
    "*arrest detain detained detention detainee apprehend custody capture",
    "*charge indict indictment prosecute accuse",
    "*convict conviction sentence",
    "*watch surveillance monitor tap wiretap eavesdrop listen intercept bug telephone",
    "*evacuate rescue safety evacuation",
    "*displace displaced flee refugee homeless",
    "*release free freed",
    "*deploy deployment station",
    "*abduct kidnap kidnapping hostage abduction",
    "*cross crossing",
    "*join enlist",
    "people person other individual citizen man woman civilian resident inhabitant suspect human",
    "soldier troop serviceman",
    "fighter militant terrorist jihadist jihadi insurgent gunman rebel extremist",
    "officer official policeman",
    "police constable",
    "journalist reporter correspondent",
    "lawyer attorney counsel solicitor barrister",
    "prosecutor prosecution",
    "child boy girl minor teenager",
    "company firm corporation enterprise business",
    "newspaper daily paper",
    "recording tape transcript audio wiretapping",
    "conversation call talk discussion",
    "document file paper record",
    "money cash fund financing",
    "bribe bribery kickback payoff corruption",
    "pay payment paid",
    "cost price worth",
    "allow permit let authorise authorize permission",
    "help aid assist support back abet assistance",
    "arm weapon equip ammunition rifle",
    "train training",
    "supply deliver provide send ship shipment delivery supplying",
    "transport carry transportation transit convoy",
    "buy purchase acquire",
    "sell sale trade export",
    "attack assault raid strike offensive bombing blast explosion bomb",
    "destroy destruction demolish raze",
    "break burst collapse rupture breach",
    "flood flooding inundate deluge",
    "warn warning alert",
    "tell inform notify report",
    "write letter message",
    "visit trip",
    "meet meeting encounter",
    "begin start launch open commence",
    "end stop halt cease finish conclude",
    "increase rise grow climb growth",
    "decrease fall drop decline shrink",
    "build construct construction erect",
    "repair fix renovate restoration renovation",
    "inspect inspection check examine examination control",
    "resign resignation quit",
    "appoint name nominate appointment",
    "elect election vote ballot poll",
    "win victory",
    "lose loss defeat",
    "sign signing",
    "agree agreement deal accord pact treaty",
    "contract tender",
    "refuse reject decline",
    "demand require insist",
    "protest demonstration demonstrate rally march",
    "search hunt",
    "find discover discovery uncover",
    "hide conceal cover",
    "change alter falsify modify forge manipulate",
    "know aware knowledge",
    "see witness observe",
    "investigate investigation probe inquiry enquiry",
    "lead head chair command run",
    "leader chief boss commander head",
    "government authorities authority regime administration",
    "country nation state",
    "border frontier",
    "town city municipality",
    "village hamlet settlement",
    "house home dwelling",
    "road highway street motorway",
    "ship vessel boat ferry freighter",
    "plane aircraft jet airliner airplane",
    "car vehicle truck lorry van",
    "fire blaze wildfire",
    "crash collision accident wreck",
    "storm hurricane typhoon cyclone",
    "earthquake quake tremor",
    "disease illness infection virus",
    "hospital clinic",
    "danger risk threat peril",
    "proof evidence prove",
    "crack fissure",
    "big large huge great",
    "year annual yearly",
    "month monthly",
    "law legislation act bill",
    "court tribunal",
    "trial hearing",
};

bool hs_counted_act(hs_str synonym)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes && classes[i][0] == '*'; i++) {
        const char *name = classes[i] + 1;
        if (!strncmp(name, synonym.p, synonym.n) && name[synonym.n] == ' ') return true;
    }
    return false;
}

hs_str hs_synonym(hs_str lemma)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        const char *line = classes[i] + (classes[i][0] == '*');
        size_t first = strcspn(line, " ");
        for (const char *w = line; *w;) {
            size_t n = strcspn(w, " ");
            if (n == lemma.n && !memcmp(w, lemma.p, n)) return (hs_str){line, first};
            w += n + (w[n] == ' ');
        }
    }
    return lemma;
}
