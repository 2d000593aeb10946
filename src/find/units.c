#include "find/units.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(t) (sizeof(t) / sizeof *(t))

typedef struct {
    const char *word, *code;
} pair;

static int by_word(const void *key, const void *entry)
{
    return strcmp(key, ((const pair *)entry)->word);
}

static const char *look_up(const char *word, const pair *table, size_t n)
{
    const pair *p = *word ? bsearch(word, table, n, sizeof *table, by_word) : NULL;
    return p ? p->code : NULL;
}

static bool set(hs_unit *out, uint32_t end, hs_unit_kind kind, const char *code)
{
    size_t n = strlen(code);
    *out = (hs_unit){.end = end, .kind = kind};
    memcpy(out->code, code, n < sizeof out->code ? n : sizeof out->code - 1);
    return true;
}

/* ---- currencies ---- */

static const struct {
    uint32_t sign;
    const char *code;
} signs[] = {{'$', "USD"},    {0xA2, "cent"},  {0xA3, "GBP"},   {0xA5, "JPY"},   {0x60B, "AFN"},  {0xE3F, "THB"},
             {0x17DB, "KHR"}, {0x20A1, "CRC"}, {0x20A6, "NGN"}, {0x20A9, "KRW"}, {0x20AA, "ILS"}, {0x20AB, "VND"},
             {0x20AC, "EUR"}, {0x20AD, "LAK"}, {0x20AE, "MNT"}, {0x20B1, "PHP"}, {0x20B2, "PYG"}, {0x20B4, "UAH"},
             {0x20B5, "GHS"}, {0x20B8, "KZT"}, {0x20B9, "INR"}, {0x20BA, "TRY"}, {0x20BC, "AZN"}, {0x20BD, "RUB"},
             {0x20BE, "GEL"}, {0x20BF, "BTC"}, {0xFDFC, "rial"}};

/* What a noun alone means; where many countries use it the name stays. */
static const pair nouns[] = {
    {"baht", "THB"},         {"birr", "ETB"},       {"bitcoin", "BTC"},       {"bitcoins", "BTC"},
    {"bolivares", "VES"},    {"bolivars", "VES"},   {"btc", "BTC"},           {"cedis", "GHS"},
    {"cent", "cent"},        {"cents", "cent"},     {"crown", "crown"},       {"crowns", "crown"},
    {"dinar", "dinar"},      {"dinars", "dinar"},   {"dirham", "dirham"},     {"dirhams", "dirham"},
    {"dollar", "USD"},       {"dollars", "USD"},    {"dong", "VND"},          {"drachma", "drachma"},
    {"drachmas", "drachma"}, {"euro", "EUR"},       {"euros", "EUR"},         {"forint", "HUF"},
    {"forints", "HUF"},      {"franc", "franc"},    {"francs", "franc"},      {"hryvnia", "UAH"},
    {"hryvnias", "UAH"},     {"kopecks", "kopeck"}, {"krona", "krona"},       {"krone", "krone"},
    {"kroner", "krone"},     {"kronor", "krona"},   {"kuna", "HRK"},          {"kwacha", "kwacha"},
    {"kyat", "MMK"},         {"lari", "GEL"},       {"lei", "lei"},           {"leva", "BGN"},
    {"lira", "lira"},        {"liras", "lira"},     {"lire", "ITL"},          {"manat", "manat"},
    {"naira", "NGN"},        {"pence", "penny"},    {"penny", "penny"},       {"peseta", "peseta"},
    {"pesetas", "peseta"},   {"peso", "peso"},      {"pesos", "peso"},        {"pound", "pound"},
    {"pounds", "pound"},     {"quid", "GBP"},       {"rand", "ZAR"},          {"reais", "BRL"},
    {"renminbi", "CNY"},     {"rial", "rial"},      {"rials", "rial"},        {"riel", "KHR"},
    {"ringgit", "MYR"},      {"riyal", "riyal"},    {"riyals", "riyal"},      {"rmb", "CNY"},
    {"rouble", "RUB"},       {"roubles", "RUB"},    {"ruble", "RUB"},         {"rubles", "RUB"},
    {"rupee", "rupee"},      {"rupees", "rupee"},   {"rupiah", "IDR"},        {"satoshis", "satoshi"},
    {"shekel", "ILS"},       {"shekels", "ILS"},    {"shilling", "shilling"}, {"shillings", "shilling"},
    {"sterling", "GBP"},     {"taka", "BDT"},       {"tenge", "KZT"},         {"won", "KRW"},
    {"yen", "JPY"},          {"yuan", "CNY"},       {"zloty", "PLN"},         {"zlotys", "PLN"}};

/* A country's word before the noun; the key is "word noun" with the code as nouns[] has it. */
static const pair national[] = {
    {"algerian dinar", "DZD"},  {"american USD", "USD"},    {"argentine peso", "ARS"},     {"australian USD", "AUD"},
    {"bahraini dinar", "BHD"},  {"british pound", "GBP"},   {"canadian USD", "CAD"},       {"cfa franc", "XAF"},
    {"chilean peso", "CLP"},    {"chinese CNY", "CNY"},     {"colombian peso", "COP"},     {"cuban peso", "CUP"},
    {"cypriot pound", "CYP"},   {"czech crown", "CZK"},     {"danish crown", "DKK"},       {"danish krone", "DKK"},
    {"dominican peso", "DOP"},  {"egyptian pound", "EGP"},  {"emirati dirham", "AED"},     {"fijian USD", "FJD"},
    {"french franc", "FRF"},    {"indian rupee", "INR"},    {"iranian rial", "IRR"},       {"iraqi dinar", "IQD"},
    {"irish pound", "IEP"},     {"italian lira", "ITL"},    {"jamaican USD", "JMD"},       {"jordanian dinar", "JOD"},
    {"kenyan shilling", "KES"}, {"kong USD", "HKD"},        {"kuwaiti dinar", "KWD"},      {"lankan rupee", "LKR"},
    {"lebanese lira", "LBP"},   {"lebanese pound", "LBP"},  {"liberian USD", "LRD"},       {"libyan dinar", "LYD"},
    {"mexican peso", "MXN"},    {"moroccan dirham", "MAD"}, {"namibian USD", "NAD"},       {"nepalese rupee", "NPR"},
    {"norwegian crown", "NOK"}, {"norwegian krone", "NOK"}, {"omani rial", "OMR"},         {"pakistani rupee", "PKR"},
    {"philippine peso", "PHP"}, {"qatari riyal", "QAR"},    {"romanian lei", "RON"},       {"saudi riyal", "SAR"},
    {"serbian dinar", "RSD"},   {"singapore USD", "SGD"},   {"somali shilling", "SOS"},    {"sudanese pound", "SDG"},
    {"swedish crown", "SEK"},   {"swedish krona", "SEK"},   {"swiss franc", "CHF"},        {"syrian lira", "SYP"},
    {"syrian pound", "SYP"},    {"taiwan USD", "TWD"},      {"tanzanian shilling", "TZS"}, {"tunisian dinar", "TND"},
    {"turkish lira", "TRY"},    {"uae dirham", "AED"},      {"ugandan shilling", "UGX"},   {"uruguayan peso", "UYU"},
    {"us USD", "USD"},          {"yemeni rial", "YER"},     {"zambian kwacha", "ZMW"},     {"zealand USD", "NZD"},
    {"zimbabwean USD", "ZWL"}};

/* ISO 4217 codes that are no English word even in capitals. */
static const char *const codes[] = {
    "aed", "afn", "ars", "aud", "azn", "bam", "bdt", "bgn", "bhd", "bnd", "brl", "btc", "byn", "cad", "cdf",
    "chf", "clp", "cny", "cop", "crc", "czk", "dkk", "dzd", "egp", "etb", "eur", "gbp", "ghs", "gtq", "hkd",
    "hnl", "huf", "idr", "ils", "inr", "iqd", "irr", "isk", "jmd", "jod", "jpy", "kes", "kgs", "khr", "krw",
    "kwd", "kzt", "lbp", "lkr", "lrd", "lyd", "mdl", "mkd", "mmk", "mnt", "mxn", "myr", "mzn", "nad", "ngn",
    "nio", "nok", "npr", "nzd", "omr", "pgk", "php", "pkr", "pln", "pyg", "qar", "rmb", "rsd", "rub", "rwf",
    "sar", "sdg", "sek", "sgd", "ssp", "syp", "thb", "tjs", "tnd", "ttd", "twd", "tzs", "uah", "ugx", "usd",
    "uyu", "uzs", "ves", "vnd", "xaf", "xof", "yer", "zar", "zmw"};

static bool code_at(const hs_pieces *a, uint32_t i, hs_unit *out)
{
    const hs_piece *x = hs_piece_at(a, i);
    static const char *const lower[] = {"btc", "eur", "gbp", "inr", "rmb", "usd"};
    char up[8] = "";
    size_t n = strlen(x->low), skip = n == 4 && x->low[0] == 'm' ? 1 : 0;
    if (n - skip != 3 || !hs_in_table(hs_str_of(x->low + skip), codes, COUNT(codes))) return false;
    if (!x->upper && !hs_in_table(hs_str_of(x->low), lower, COUNT(lower))) return false;
    for (size_t k = skip; k < n; k++) up[k - skip] = (char)(x->low[k] - 32);
    set(out, i + 1, HS_UNIT_MONEY, strcmp(up, "RMB") == 0 ? "CNY" : up);
    out->scale = skip ? 6 : 0;
    return true;
}

static const char *sign_at(const hs_pieces *a, uint32_t i)
{
    const hs_piece *x = hs_piece_at(a, i);
    if (x->kind != HS_PIECE_MARK) return NULL;
    for (size_t k = 0; k < COUNT(signs); k++)
        if (signs[k].sign == x->code) return signs[k].code;
    return NULL;
}

/* "US$", "C $", "HK$", "u.s. $", "Rs.", "R$" */
static bool lettered(const hs_pieces *a, uint32_t i, hs_unit *out)
{
    static const pair before_dollar[] = {{"a", "AUD"},   {"au", "AUD"},  {"c", "CAD"},  {"ca", "CAD"}, {"hk", "HKD"},
                                         {"mex", "MXN"}, {"mxn", "MXN"}, {"nt", "TWD"}, {"nz", "NZD"}, {"nzd", "NZD"},
                                         {"r", "BRL"},   {"s", "SGD"},   {"us", "USD"}, {"usd", "USD"}};
    static const pair letters[] = {{"re", "rupee"}, {"rm", "MYR"}, {"rp", "IDR"}, {"rs", "rupee"}, {"tk", "BDT"}};
    const hs_piece *x = hs_piece_at(a, i);
    if (x->kind != HS_PIECE_WORD) return false;
    uint32_t k = i + 1;
    if (hs_piece_is(a, i, "u") && hs_piece_mark(a, i + 1, '.') && hs_piece_is(a, i + 2, "s")) {
        k = i + 3 + hs_piece_mark(a, i + 3, '.');
        return hs_piece_mark(a, k, '$') && set(out, k + 1, HS_UNIT_MONEY, "USD");
    }
    const char *code = look_up(x->low, before_dollar, COUNT(before_dollar));
    bool tight = hs_piece_at(a, k)->glued || (x->at.n < 3 && (x->upper || x->at.n == 2 || hs_piece_is(a, i, "c")));
    if (code && hs_piece_mark(a, k, '$') && tight && !hs_piece_is(a, i, "a"))
        return set(out, k + 1, HS_UNIT_MONEY, code);
    if (code && hs_piece_mark(a, k, '$') && hs_piece_at(a, k)->glued && x->upper)
        return set(out, k + 1, HS_UNIT_MONEY, code);
    code = look_up(x->low, letters, COUNT(letters));
    k += hs_piece_mark(a, k, '.') && hs_piece_at(a, k)->glued;
    return code && x->upper && hs_piece_digits(a, k) && set(out, k, HS_UNIT_MONEY, code);
}

bool hs_unit_before(const hs_pieces *a, uint32_t i, hs_unit *out)
{
    const char *sign = sign_at(a, i);
    if (sign) return set(out, i + 1, HS_UNIT_MONEY, sign);
    if (lettered(a, i, out)) return true;
    return code_at(a, i, out) && hs_piece_at(a, i + 1)->kind == HS_PIECE_DIGITS && !out->scale;
}

static bool money_behind(const hs_pieces *a, uint32_t i, hs_unit *out)
{
    const char *sign = sign_at(a, i);
    if (sign) return set(out, i + 1, HS_UNIT_MONEY, sign);
    if (hs_piece_at(a, i)->code == 0x5143) return set(out, i + 1, HS_UNIT_MONEY, "CNY");
    if (code_at(a, i, out)) return true;
    uint32_t k = i;
    if (hs_piece_is(a, k, "new") || hs_piece_is(a, k, "hong") || hs_piece_is(a, k, "sri") || hs_piece_is(a, k, "south"))
        k++;
    char key[48];
    const char *code = look_up(hs_piece_at(a, k)->low, nouns, COUNT(nouns));
    if (code && k == i) {
        if (strcmp(code, "pound") == 0 && hs_piece_is(a, i + 1, "sterling"))
            return set(out, i + 2, HS_UNIT_MONEY, "GBP");
        return strcmp(code, "pound") != 0 && set(out, i + 1, HS_UNIT_MONEY, strcmp(code, "lira") ? code : "TRY");
    }
    uint32_t noun = k + 1;
    if (hs_piece_is(a, i, "u") && hs_piece_mark(a, i + 1, '.') && hs_piece_is(a, i + 2, "s")) {
        noun = i + 3 + hs_piece_mark(a, i + 3, '.');
        k = i;
    }
    code = look_up(hs_piece_at(a, noun)->low, nouns, COUNT(nouns));
    if (!code) return false;
    const char *land = noun > k + 1 ? "us" : hs_piece_at(a, k)->low;
    snprintf(key, sizeof key, "%s %s", land, code);
    const char *iso = look_up(key, national, COUNT(national));
    if (!iso && hs_piece_is(a, k, "korean") && strcmp(code, "KRW") == 0) iso = "KRW";
    if (!iso && strcmp(code, land) != 0 && strlen(code) == 3 && hs_piece_at(a, k)->upper && strcmp(code, "USD") != 0)
        iso = code; /* "Russian rubles" */
    return iso && set(out, noun + 1, HS_UNIT_MONEY, iso);
}

/* ---- measures ---- */

static const pair measures[] = {{"acre", "acre"},
                                {"acres", "acre"},
                                {"barrel", "bbl"},
                                {"barrels", "bbl"},
                                {"becquerels", "Bq"},
                                {"bits", "bit"},
                                {"bushel", "bushel"},
                                {"bushels", "bushel"},
                                {"bytes", "B"},
                                {"calories", "cal"},
                                {"carat", "carat"},
                                {"carats", "carat"},
                                {"cc", "cm3"},
                                {"centimeter", "cm"},
                                {"centimeters", "cm"},
                                {"centimetre", "cm"},
                                {"centimetres", "cm"},
                                {"cm", "cm"},
                                {"cwt", "cwt"},
                                {"db", "dB"},
                                {"decibel", "dB"},
                                {"decibels", "dB"},
                                {"decimeters", "dm"},
                                {"decimetres", "dm"},
                                {"dm", "dm"},
                                {"fathoms", "fathom"},
                                {"feet", "ft"},
                                {"foot", "ft"},
                                {"ft", "ft"},
                                {"furlong", "furlong"},
                                {"furlongs", "furlong"},
                                {"gallon", "gal"},
                                {"gallons", "gal"},
                                {"gb", "GB"},
                                {"ghz", "GHz"},
                                {"gigabyte", "GB"},
                                {"gigabytes", "GB"},
                                {"gigawatt", "GW"},
                                {"gigawatts", "GW"},
                                {"gram", "g"},
                                {"gramme", "g"},
                                {"grammes", "g"},
                                {"grams", "g"},
                                {"gw", "GW"},
                                {"gwh", "GWh"},
                                {"hectare", "ha"},
                                {"hectares", "ha"},
                                {"hectopascals", "hPa"},
                                {"hertz", "Hz"},
                                {"horsepower", "hp"},
                                {"hp", "hp"},
                                {"inch", "in"},
                                {"inches", "in"},
                                {"joules", "J"},
                                {"kb", "kB"},
                                {"kg", "kg"},
                                {"kgs", "kg"},
                                {"khz", "kHz"},
                                {"kilo", "kg"},
                                {"kilobytes", "kB"},
                                {"kilogram", "kg"},
                                {"kilogramme", "kg"},
                                {"kilogrammes", "kg"},
                                {"kilograms", "kg"},
                                {"kilojoules", "kJ"},
                                {"kilometer", "km"},
                                {"kilometers", "km"},
                                {"kilometre", "km"},
                                {"kilometres", "km"},
                                {"kilos", "kg"},
                                {"kiloton", "kt"},
                                {"kilotons", "kt"},
                                {"kilowatt", "kW"},
                                {"kilowatts", "kW"},
                                {"km", "km"},
                                {"kmh", "km/h"},
                                {"knot", "kn"},
                                {"knots", "kn"},
                                {"kph", "km/h"},
                                {"kw", "kW"},
                                {"kwh", "kWh"},
                                {"lb", "lb"},
                                {"lbs", "lb"},
                                {"liter", "L"},
                                {"liters", "L"},
                                {"litre", "L"},
                                {"litres", "L"},
                                {"lumens", "lm"},
                                {"mb", "MB"},
                                {"mcg", "ug"},
                                {"megabyte", "MB"},
                                {"megabytes", "MB"},
                                {"megaton", "Mt"},
                                {"megatons", "Mt"},
                                {"megawatt", "MW"},
                                {"megawatts", "MW"},
                                {"meter", "m"},
                                {"meters", "m"},
                                {"metre", "m"},
                                {"metres", "m"},
                                {"mg", "mg"},
                                {"mhz", "MHz"},
                                {"microgram", "ug"},
                                {"microgrammes", "ug"},
                                {"micrograms", "ug"},
                                {"micrometers", "um"},
                                {"micrometres", "um"},
                                {"microns", "um"},
                                {"microsieverts", "uSv"},
                                {"mile", "mi"},
                                {"miles", "mi"},
                                {"millibars", "mbar"},
                                {"milligram", "mg"},
                                {"milligramme", "mg"},
                                {"milligrammes", "mg"},
                                {"milligrams", "mg"},
                                {"milliliter", "mL"},
                                {"milliliters", "mL"},
                                {"millilitre", "mL"},
                                {"millilitres", "mL"},
                                {"millimeter", "mm"},
                                {"millimeters", "mm"},
                                {"millimetre", "mm"},
                                {"millimetres", "mm"},
                                {"millisievert", "mSv"},
                                {"millisieverts", "mSv"},
                                {"milliwatts", "mW"},
                                {"ml", "mL"},
                                {"mm", "mm"},
                                {"mph", "mi/h"},
                                {"mw", "MW"},
                                {"mwh", "MWh"},
                                {"nanometers", "nm"},
                                {"nanometres", "nm"},
                                {"ounce", "oz"},
                                {"ounces", "oz"},
                                {"oz", "oz"},
                                {"pint", "pint"},
                                {"pints", "pint"},
                                {"pound", "lb"},
                                {"pounds", "lb"},
                                {"quart", "quart"},
                                {"quarts", "quart"},
                                {"rad", "rad"},
                                {"radians", "rad"},
                                {"stone", "stone"},
                                {"tablespoons", "tablespoon"},
                                {"tb", "TB"},
                                {"teaspoons", "teaspoon"},
                                {"terabyte", "TB"},
                                {"terabytes", "TB"},
                                {"ton", "t"},
                                {"tonne", "t"},
                                {"tonnes", "t"},
                                {"tons", "t"},
                                {"twh", "TWh"},
                                {"volt", "V"},
                                {"volts", "V"},
                                {"watt", "W"},
                                {"watts", "W"},
                                {"yard", "yd"},
                                {"yards", "yd"},
                                {"µg", "ug"},
                                {"μg", "ug"}};

static const pair squares[] = {
    {"centimeters", "cm2"}, {"centimetres", "cm2"}, {"cm", "cm2"},     {"feet", "ft2"},      {"foot", "ft2"},
    {"ft", "ft2"},          {"inch", "in2"},        {"inches", "in2"}, {"kilometer", "km2"}, {"kilometers", "km2"},
    {"kilometre", "km2"},   {"kilometres", "km2"},  {"km", "km2"},     {"m", "m2"},          {"meter", "m2"},
    {"meters", "m2"},       {"metre", "m2"},        {"metres", "m2"},  {"mi", "mi2"},        {"mile", "mi2"},
    {"miles", "mi2"},       {"millimeters", "mm2"}, {"mm", "mm2"},     {"yard", "yd2"},      {"yards", "yd2"}};

static bool degrees(const hs_pieces *a, uint32_t i, hs_unit *out)
{
    static const pair scales[] = {
        {"c", "Cel"},          {"celcius", "Cel"}, {"celsius", "Cel"},     {"centigrade", "Cel"},
        {"centigrate", "Cel"}, {"f", "degF"},      {"fahrenheit", "degF"}, {"k", "K"}};
    uint32_t k = i;
    bool word = hs_piece_is(a, i, "degrees") || hs_piece_is(a, i, "degree") || hs_piece_is(a, i, "deg");
    bool sign = hs_piece_mark(a, i, 0xB0);
    k += word || sign;
    k += hs_piece_is(a, i, "deg") && hs_piece_mark(a, k, '.') && hs_piece_at(a, k)->glued;
    const char *code = look_up(hs_piece_at(a, k)->low, scales, COUNT(scales));
    bool letter = hs_piece_at(a, k)->at.n == 1;
    if (code && (word || sign || !letter)) return set(out, k + 1, HS_UNIT_MEASURE, code);
    return (word || sign) && set(out, k, HS_UNIT_MEASURE, "deg");
}

static bool area(const hs_pieces *a, uint32_t i, hs_unit *out)
{
    bool square = hs_piece_is(a, i, "square") || hs_piece_is(a, i, "sq"), cubic = hs_piece_is(a, i, "cubic");
    uint32_t k = i + 1 + (hs_piece_is(a, i, "sq") && hs_piece_mark(a, i + 1, '.'));
    const char *code = square || cubic ? look_up(hs_piece_at(a, k)->low, squares, COUNT(squares)) : NULL;
    if (!code) return false;
    set(out, k + 1, HS_UNIT_MEASURE, code);
    if (cubic) out->code[strlen(code) - 1] = '3';
    return true;
}

static bool time_unit(const hs_pieces *a, uint32_t i, hs_unit *out)
{
    static const char *const periods[] = {"s",  "min",     "h", "d",      "wk",     "weekend",
                                          "mo", "quarter", "a", "decade", "century"};
    const hs_piece *x = hs_piece_at(a, i);
    bool second = hs_piece_is(a, i, "second") && hs_piece_dash(a, i - 1);
    if (!second && (x->cls != HS_WORD_PERIOD || x->value == HS_QUARTERS)) return false;
    if (hs_piece_is(a, i, "fortnight")) return set(out, i + 1, HS_UNIT_TIME, "fortnight");
    return set(out, i + 1, HS_UNIT_TIME, second ? "s" : periods[x->value]);
}

static bool percent(const hs_pieces *a, uint32_t i, hs_unit *out)
{
    uint32_t n = hs_pieces_match(a, i, "per cent");
    if (hs_piece_mark(a, i, '%') || hs_piece_is(a, i, "percent") || hs_piece_is(a, i, "percents") ||
        hs_piece_is(a, i, "pct"))
        n = 1;
    if (!n && hs_piece_is(a, i, "percentage")) n = 1;
    if (!n) return false;
    bool points = hs_piece_is(a, i + n, "points") || hs_piece_is(a, i + n, "point");
    return set(out, i + n + points, HS_UNIT_PERCENT, points ? "pp" : "%");
}

/* "15 km", "180ml", "3-inch", "5 m", "30 km²" */
static bool measure(const hs_pieces *a, uint32_t k, bool digits, bool hyphen, hs_unit *out)
{
    const hs_piece *x = hs_piece_at(a, k);
    const char *code = look_up(x->low, measures, COUNT(measures));
    bool letter = digits && x->at.n == 1 && !hyphen && (x->glued || !x->upper) &&
                  (hs_piece_is(a, k, "m") || hs_piece_is(a, k, "g") || hs_piece_is(a, k, "t"));
    bool own = hs_piece_mark(a, k + 1, '\'') || hs_piece_mark(a, k + 1, 0x2019); /* "t's" */
    if (letter && !own) code = x->low;
    if (!code || (!letter && !digits && x->at.n < 3)) return false;
    set(out, k + 1, HS_UNIT_MEASURE, code);
    bool two = hs_piece_mark(a, k + 1, 0xB2), three = hs_piece_mark(a, k + 1, 0xB3);
    if ((!two && !three) || !hs_piece_at(a, k + 1)->glued || strlen(code) > 2) return true;
    out->code[strlen(code)] = two ? '2' : '3';
    out->end++;
    return true;
}

/* "20 (kg)", "20 [kg]" */
static bool bracketed(const hs_pieces *a, uint32_t k, hs_unit *out)
{
    static const char open[] = "([{", close[] = ")]}";
    for (size_t b = 0; b < 3; b++)
        if (hs_piece_mark(a, k, (uint32_t)open[b]) && hs_piece_mark(a, k + 2, (uint32_t)close[b]) &&
            measure(a, k + 1, true, false, out)) {
            out->end = k + 3;
            return true;
        }
    return false;
}

/* "3-inch", "12-cent", "15 km", "180ml", "20 (kg)". */
bool hs_unit_behind(const hs_pieces *a, uint32_t i, bool digits, hs_unit *out)
{
    uint32_t k = i;
    bool hyphen = hs_piece_dash(a, i) && hs_piece_at(a, i)->glued && hs_piece_at(a, i + 1)->glued;
    k += hyphen;
    if (percent(a, k, out) || money_behind(a, k, out) || area(a, k, out) || degrees(a, k, out)) return true;
    if (i > 0 && time_unit(a, k, out)) return true;
    if (hs_pieces_match(a, k, "light years") || hs_pieces_match(a, k, "light year"))
        return set(out, k + 2, HS_UNIT_MEASURE, "ly");
    if (hs_piece_is(a, k, "metric") && (hs_piece_is(a, k + 1, "tons") || hs_piece_is(a, k + 1, "ton")))
        return set(out, k + 2, HS_UNIT_MEASURE, "t");
    return measure(a, k, digits, hyphen, out) || (digits && bracketed(a, k, out));
}
