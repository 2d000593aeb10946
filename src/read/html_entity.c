/* Character references of HTML: the names of HTML 4 and those of letters, punctuation and symbols that texts use. */
#include "base/utf8.h"
#include "read/html_tree.h"

#include <string.h>

typedef struct {
    const char *name;
    uint32_t c;
} entity;

/* clang-format off */
static const entity entities[] = { /* sorted by name */
    {"AElig", 198}, {"AMP", 38}, {"Aacute", 193}, {"Abreve", 258}, {"Acirc", 194}, {"Acy", 1040}, {"Agrave", 192},
    {"Alpha", 913}, {"Amacr", 256}, {"Aogon", 260}, {"ApplyFunction", 8289}, {"Aring", 197}, {"Atilde", 195},
    {"Auml", 196}, {"Bcy", 1041}, {"Bernoullis", 8492}, {"Beta", 914}, {"Bscr", 8492}, {"CHcy", 1063}, {"COPY", 169},
    {"Cacute", 262}, {"CapitalDifferentialD", 8517}, {"Cayleys", 8493}, {"Ccaron", 268}, {"Ccedil", 199},
    {"Ccirc", 264}, {"Cdot", 266}, {"Cedilla", 184}, {"CenterDot", 183}, {"Cfr", 8493}, {"Chi", 935},
    {"CloseCurlyDoubleQuote", 8221}, {"CloseCurlyQuote", 8217}, {"Copf", 8450}, {"DD", 8517}, {"DJcy", 1026},
    {"DScy", 1029}, {"DZcy", 1039}, {"Dagger", 8225}, {"Dcaron", 270}, {"Dcy", 1044}, {"Delta", 916},
    {"DiacriticalAcute", 180}, {"DiacriticalGrave", 96}, {"DifferentialD", 8518}, {"Dot", 168}, {"DotDot", 8412},
    {"DoubleDot", 168}, {"Dstrok", 272}, {"ENG", 330}, {"ETH", 208}, {"Eacute", 201}, {"Ecaron", 282}, {"Ecirc", 202},
    {"Ecy", 1069}, {"Edot", 278}, {"Egrave", 200}, {"Emacr", 274}, {"Eogon", 280}, {"Epsilon", 917}, {"Escr", 8496},
    {"Eta", 919}, {"Euml", 203}, {"ExponentialE", 8519}, {"Fcy", 1060}, {"Fouriertrf", 8497}, {"Fscr", 8497},
    {"GJcy", 1027}, {"GT", 62}, {"Gamma", 915}, {"Gammad", 988}, {"Gbreve", 286}, {"Gcedil", 290}, {"Gcirc", 284},
    {"Gcy", 1043}, {"Gdot", 288}, {"HARDcy", 1066}, {"Hat", 94}, {"Hcirc", 292}, {"Hfr", 8460},
    {"HilbertSpace", 8459}, {"Hopf", 8461}, {"Hscr", 8459}, {"Hstrok", 294}, {"IEcy", 1045}, {"IJlig", 306},
    {"IOcy", 1025}, {"Iacute", 205}, {"Icirc", 206}, {"Icy", 1048}, {"Idot", 304}, {"Ifr", 8465}, {"Igrave", 204},
    {"Im", 8465}, {"Imacr", 298}, {"ImaginaryI", 8520}, {"InvisibleComma", 8291}, {"InvisibleTimes", 8290},
    {"Iogon", 302}, {"Iota", 921}, {"Iscr", 8464}, {"Itilde", 296}, {"Iukcy", 1030}, {"Iuml", 207}, {"Jcirc", 308},
    {"Jcy", 1049}, {"Jsercy", 1032}, {"Jukcy", 1028}, {"KHcy", 1061}, {"KJcy", 1036}, {"Kappa", 922}, {"Kcedil", 310},
    {"Kcy", 1050}, {"LJcy", 1033}, {"LT", 60}, {"Lacute", 313}, {"Lambda", 923}, {"Laplacetrf", 8466},
    {"Lcaron", 317}, {"Lcedil", 315}, {"Lcy", 1051}, {"Lmidot", 319}, {"Lscr", 8466}, {"Lstrok", 321}, {"Mcy", 1052},
    {"MediumSpace", 8287}, {"Mellintrf", 8499}, {"Mscr", 8499}, {"Mu", 924}, {"NJcy", 1034}, {"Nacute", 323},
    {"Ncaron", 327}, {"Ncedil", 325}, {"Ncy", 1053}, {"NegativeMediumSpace", 8203}, {"NegativeThickSpace", 8203},
    {"NegativeThinSpace", 8203}, {"NegativeVeryThinSpace", 8203}, {"NewLine", 10}, {"NoBreak", 8288},
    {"NonBreakingSpace", 160}, {"Nopf", 8469}, {"Ntilde", 209}, {"Nu", 925}, {"OElig", 338}, {"Oacute", 211},
    {"Ocirc", 212}, {"Ocy", 1054}, {"Odblac", 336}, {"Ograve", 210}, {"Omacr", 332}, {"Omega", 937}, {"Omicron", 927},
    {"OpenCurlyDoubleQuote", 8220}, {"OpenCurlyQuote", 8216}, {"Oslash", 216}, {"Otilde", 213}, {"Ouml", 214},
    {"OverBar", 8254}, {"Pcy", 1055}, {"Phi", 934}, {"Pi", 928}, {"PlusMinus", 177}, {"Poincareplane", 8460},
    {"Popf", 8473}, {"Prime", 8243}, {"Psi", 936}, {"QUOT", 34}, {"Qopf", 8474}, {"REG", 174}, {"Racute", 340},
    {"Rcaron", 344}, {"Rcedil", 342}, {"Rcy", 1056}, {"Re", 8476}, {"Rfr", 8476}, {"Rho", 929}, {"Ropf", 8477},
    {"Rscr", 8475}, {"SHCHcy", 1065}, {"SHcy", 1064}, {"SOFTcy", 1068}, {"Sacute", 346}, {"Scaron", 352},
    {"Scedil", 350}, {"Scirc", 348}, {"Scy", 1057}, {"Sigma", 931}, {"THORN", 222}, {"TRADE", 8482}, {"TSHcy", 1035},
    {"TScy", 1062}, {"Tab", 9}, {"Tau", 932}, {"Tcaron", 356}, {"Tcedil", 354}, {"Tcy", 1058}, {"Theta", 920},
    {"ThinSpace", 8201}, {"TripleDot", 8411}, {"Tstrok", 358}, {"Uacute", 218}, {"Ubrcy", 1038}, {"Ubreve", 364},
    {"Ucirc", 219}, {"Ucy", 1059}, {"Udblac", 368}, {"Ugrave", 217}, {"Umacr", 362}, {"UnderBar", 95}, {"Uogon", 370},
    {"Upsi", 978}, {"Upsilon", 933}, {"Uring", 366}, {"Utilde", 360}, {"Uuml", 220}, {"Vcy", 1042}, {"Verbar", 8214},
    {"Vert", 8214}, {"VerticalLine", 124}, {"VeryThinSpace", 8202}, {"Wcirc", 372}, {"Xi", 926}, {"YAcy", 1071},
    {"YIcy", 1031}, {"YUcy", 1070}, {"Yacute", 221}, {"Ycirc", 374}, {"Ycy", 1067}, {"Yuml", 376}, {"ZHcy", 1046},
    {"Zacute", 377}, {"Zcaron", 381}, {"Zcy", 1047}, {"Zdot", 379}, {"ZeroWidthSpace", 8203}, {"Zeta", 918},
    {"Zfr", 8488}, {"Zopf", 8484}, {"aacute", 225}, {"abreve", 259}, {"acirc", 226}, {"acute", 180}, {"acy", 1072},
    {"aelig", 230}, {"af", 8289}, {"agrave", 224}, {"alefsym", 8501}, {"aleph", 8501}, {"alpha", 945}, {"amacr", 257},
    {"amp", 38}, {"and", 8743}, {"ang", 8736}, {"angst", 197}, {"aogon", 261}, {"apos", 39}, {"aring", 229},
    {"ast", 42}, {"asymp", 8776}, {"atilde", 227}, {"auml", 228}, {"backepsilon", 1014}, {"backprime", 8245},
    {"bcy", 1073}, {"bdquo", 8222}, {"bepsi", 1014}, {"bernou", 8492}, {"beta", 946}, {"beth", 8502},
    {"bprime", 8245}, {"brvbar", 166}, {"bsemi", 8271}, {"bsol", 92}, {"bull", 8226}, {"bullet", 8226},
    {"cacute", 263}, {"cap", 8745}, {"caret", 8257}, {"ccaron", 269}, {"ccedil", 231}, {"ccirc", 265}, {"cdot", 267},
    {"cedil", 184}, {"cent", 162}, {"centerdot", 183}, {"chcy", 1095}, {"chi", 967}, {"circ", 710}, {"circledR", 174},
    {"clubs", 9827}, {"colon", 58}, {"comma", 44}, {"commat", 64}, {"complexes", 8450}, {"cong", 8773}, {"copy", 169},
    {"copysr", 8471}, {"crarr", 8629}, {"cup", 8746}, {"curren", 164}, {"dArr", 8659}, {"dagger", 8224},
    {"daleth", 8504}, {"darr", 8595}, {"dash", 8208}, {"dcaron", 271}, {"dcy", 1076}, {"dd", 8518}, {"ddagger", 8225},
    {"deg", 176}, {"delta", 948}, {"diams", 9830}, {"die", 168}, {"digamma", 989}, {"div", 247}, {"divide", 247},
    {"djcy", 1106}, {"dollar", 36}, {"dscy", 1109}, {"dstrok", 273}, {"dzcy", 1119}, {"eacute", 233}, {"ecaron", 283},
    {"ecirc", 234}, {"ecy", 1101}, {"edot", 279}, {"ee", 8519}, {"egrave", 232}, {"ell", 8467}, {"emacr", 275},
    {"empty", 8709}, {"emsp", 8195}, {"emsp13", 8196}, {"emsp14", 8197}, {"eng", 331}, {"ensp", 8194}, {"eogon", 281},
    {"epsi", 949}, {"epsilon", 949}, {"epsiv", 1013}, {"equals", 61}, {"equiv", 8801}, {"escr", 8495}, {"eta", 951},
    {"eth", 240}, {"euml", 235}, {"euro", 8364}, {"excl", 33}, {"exist", 8707}, {"expectation", 8496},
    {"exponentiale", 8519}, {"fcy", 1092}, {"fnof", 402}, {"forall", 8704}, {"frac12", 189}, {"frac13", 8531},
    {"frac14", 188}, {"frac15", 8533}, {"frac16", 8537}, {"frac18", 8539}, {"frac23", 8532}, {"frac25", 8534},
    {"frac34", 190}, {"frac35", 8535}, {"frac38", 8540}, {"frac45", 8536}, {"frac56", 8538}, {"frac58", 8541},
    {"frac78", 8542}, {"frasl", 8260}, {"gamma", 947}, {"gammad", 989}, {"gbreve", 287}, {"gcirc", 285},
    {"gcy", 1075}, {"gdot", 289}, {"ge", 8805}, {"gimel", 8503}, {"gjcy", 1107}, {"grave", 96}, {"gscr", 8458},
    {"gt", 62}, {"hArr", 8660}, {"hairsp", 8202}, {"half", 189}, {"hamilt", 8459}, {"hardcy", 1098}, {"harr", 8596},
    {"hbar", 8463}, {"hcirc", 293}, {"hearts", 9829}, {"hellip", 8230}, {"horbar", 8213}, {"hslash", 8463},
    {"hstrok", 295}, {"hybull", 8259}, {"hyphen", 8208}, {"iacute", 237}, {"ic", 8291}, {"icirc", 238}, {"icy", 1080},
    {"iecy", 1077}, {"iexcl", 161}, {"igrave", 236}, {"ii", 8520}, {"iiota", 8489}, {"ijlig", 307}, {"imacr", 299},
    {"image", 8465}, {"imagline", 8464}, {"imagpart", 8465}, {"imath", 305}, {"incare", 8453}, {"infin", 8734},
    {"inodot", 305}, {"int", 8747}, {"integers", 8484}, {"iocy", 1105}, {"iogon", 303}, {"iota", 953},
    {"iquest", 191}, {"isin", 8712}, {"it", 8290}, {"itilde", 297}, {"iukcy", 1110}, {"iuml", 239}, {"jcirc", 309},
    {"jcy", 1081}, {"jsercy", 1112}, {"jukcy", 1108}, {"kappa", 954}, {"kappav", 1008}, {"kcedil", 311},
    {"kcy", 1082}, {"kgreen", 312}, {"khcy", 1093}, {"kjcy", 1116}, {"lArr", 8656}, {"lacute", 314}, {"lagran", 8466},
    {"lambda", 955}, {"lang", 10216}, {"laquo", 171}, {"larr", 8592}, {"lbrace", 123}, {"lbrack", 91},
    {"lcaron", 318}, {"lcedil", 316}, {"lceil", 8968}, {"lcub", 123}, {"lcy", 1083}, {"ldquo", 8220},
    {"ldquor", 8222}, {"le", 8804}, {"lfloor", 8970}, {"ljcy", 1113}, {"lmidot", 320}, {"lowast", 8727},
    {"lowbar", 95}, {"loz", 9674}, {"lpar", 40}, {"lrm", 8206}, {"lsaquo", 8249}, {"lsqb", 91}, {"lsquo", 8216},
    {"lsquor", 8218}, {"lstrok", 322}, {"lt", 60}, {"macr", 175}, {"mcy", 1084}, {"mdash", 8212}, {"mho", 8487},
    {"micro", 181}, {"midast", 42}, {"middot", 183}, {"minus", 8722}, {"mldr", 8230}, {"mu", 956}, {"nabla", 8711},
    {"nacute", 324}, {"napos", 329}, {"naturals", 8469}, {"nbsp", 160}, {"ncaron", 328}, {"ncedil", 326},
    {"ncy", 1085}, {"ndash", 8211}, {"ne", 8800}, {"ni", 8715}, {"njcy", 1114}, {"nldr", 8229}, {"not", 172},
    {"notin", 8713}, {"nsub", 8836}, {"ntilde", 241}, {"nu", 957}, {"num", 35}, {"numero", 8470}, {"numsp", 8199},
    {"oacute", 243}, {"ocirc", 244}, {"ocy", 1086}, {"odblac", 337}, {"oelig", 339}, {"ograve", 242}, {"ohm", 937},
    {"oline", 8254}, {"omacr", 333}, {"omega", 969}, {"omicron", 959}, {"oplus", 8853}, {"or", 8744}, {"order", 8500},
    {"orderof", 8500}, {"ordf", 170}, {"ordm", 186}, {"oscr", 8500}, {"oslash", 248}, {"otilde", 245},
    {"otimes", 8855}, {"ouml", 246}, {"para", 182}, {"part", 8706}, {"pcy", 1087}, {"percnt", 37}, {"period", 46},
    {"permil", 8240}, {"perp", 8869}, {"pertenk", 8241}, {"phi", 966}, {"phiv", 981}, {"phmmat", 8499}, {"pi", 960},
    {"piv", 982}, {"planck", 8463}, {"planckh", 8462}, {"plankv", 8463}, {"plus", 43}, {"plusmn", 177}, {"pm", 177},
    {"pound", 163}, {"prime", 8242}, {"primes", 8473}, {"prod", 8719}, {"prop", 8733}, {"psi", 968}, {"puncsp", 8200},
    {"qprime", 8279}, {"quaternions", 8461}, {"quest", 63}, {"quot", 34}, {"rArr", 8658}, {"racute", 341},
    {"radic", 8730}, {"rang", 10217}, {"raquo", 187}, {"rarr", 8594}, {"rationals", 8474}, {"rbrace", 125},
    {"rbrack", 93}, {"rcaron", 345}, {"rcedil", 343}, {"rceil", 8969}, {"rcub", 125}, {"rcy", 1088}, {"rdquo", 8221},
    {"rdquor", 8221}, {"real", 8476}, {"realine", 8475}, {"realpart", 8476}, {"reals", 8477}, {"reg", 174},
    {"rfloor", 8971}, {"rho", 961}, {"rhov", 1009}, {"rlm", 8207}, {"rpar", 41}, {"rsaquo", 8250}, {"rsqb", 93},
    {"rsquo", 8217}, {"rsquor", 8217}, {"rx", 8478}, {"sacute", 347}, {"sbquo", 8218}, {"scaron", 353},
    {"scedil", 351}, {"scirc", 349}, {"scy", 1089}, {"sdot", 8901}, {"sect", 167}, {"semi", 59}, {"shchcy", 1097},
    {"shcy", 1096}, {"shy", 173}, {"sigma", 963}, {"sigmaf", 962}, {"sigmav", 962}, {"sim", 8764}, {"softcy", 1100},
    {"sol", 47}, {"spades", 9824}, {"straightepsilon", 1013}, {"straightphi", 981}, {"strns", 175}, {"sub", 8834},
    {"sube", 8838}, {"sum", 8721}, {"sup", 8835}, {"sup1", 185}, {"sup2", 178}, {"sup3", 179}, {"supe", 8839},
    {"szlig", 223}, {"tau", 964}, {"tcaron", 357}, {"tcedil", 355}, {"tcy", 1090}, {"tdot", 8411}, {"there4", 8756},
    {"theta", 952}, {"thetasym", 977}, {"thetav", 977}, {"thinsp", 8201}, {"thorn", 254}, {"tilde", 732},
    {"times", 215}, {"tprime", 8244}, {"trade", 8482}, {"tscy", 1094}, {"tshcy", 1115}, {"tstrok", 359},
    {"uArr", 8657}, {"uacute", 250}, {"uarr", 8593}, {"ubrcy", 1118}, {"ubreve", 365}, {"ucirc", 251}, {"ucy", 1091},
    {"udblac", 369}, {"ugrave", 249}, {"umacr", 363}, {"uml", 168}, {"uogon", 371}, {"upsi", 965}, {"upsih", 978},
    {"upsilon", 965}, {"uring", 367}, {"utilde", 361}, {"uuml", 252}, {"varepsilon", 1013}, {"varkappa", 1008},
    {"varphi", 981}, {"varpi", 982}, {"varrho", 1009}, {"varsigma", 962}, {"vartheta", 977}, {"vcy", 1074},
    {"verbar", 124}, {"vert", 124}, {"wcirc", 373}, {"weierp", 8472}, {"wp", 8472}, {"xi", 958}, {"yacute", 253},
    {"yacy", 1103}, {"ycirc", 375}, {"ycy", 1099}, {"yen", 165}, {"yicy", 1111}, {"yucy", 1102}, {"yuml", 255},
    {"zacute", 378}, {"zcaron", 382}, {"zcy", 1079}, {"zdot", 380}, {"zeetrf", 8488}, {"zeta", 950}, {"zhcy", 1078},
    {"zwj", 8205}, {"zwnj", 8204},
};
/* clang-format on */

static uint32_t by_name(hs_str name)
{
    size_t lo = 0, hi = sizeof entities / sizeof *entities;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = hs_str_against(name, entities[mid].name);
        if (c == 0) return entities[mid].c;
        if (c > 0) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return 0;
}

/* Numbers 128 to 159 mean windows-1252 on the web. */
static uint32_t repaired(uint32_t c)
{
    static const uint16_t cp1252[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                        0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                        0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                        0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
    if (c >= 128 && c < 160) return cp1252[c - 128];
    return c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0xFFFD : c;
}

static size_t numeric(hs_str s, size_t at, uint32_t *c)
{
    size_t i = at + 2;
    bool hex = i < s.n && (s.p[i] | 32) == 'x';
    i += hex;
    size_t from = i;
    uint32_t v = 0;
    for (; i < s.n; i++) {
        char d = s.p[i];
        unsigned digit = d >= '0' && d <= '9'                        ? (unsigned)(d - '0')
                         : hex && (d | 32) >= 'a' && (d | 32) <= 'f' ? (unsigned)((d | 32) - 'a' + 10)
                                                                     : 99;
        if (digit == 99) break;
        if (v < 0x110000) v = v * (hex ? 16 : 10) + digit;
    }
    if (i == from) return 0;
    *c = repaired(v);
    return (i < s.n && s.p[i] == ';' ? i + 1 : i) - at;
}

size_t hs_entity(hs_str s, size_t at, uint32_t *c)
{
    enum { LONGEST = 32 };
    if (at + 1 >= s.n) return 0;
    if (s.p[at + 1] == '#') return numeric(s, at, c);
    size_t i = at + 1;
    while (i < s.n && i < at + LONGEST &&
           ((s.p[i] >= '0' && s.p[i] <= '9') || ((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z')))
        i++;
    hs_str name = {s.p + at + 1, i - at - 1};
    if (!name.n || !(*c = by_name(name))) return 0;
    if (i < s.n && s.p[i] == ';') return i + 1 - at;
    /* Without its semicolon, as old pages have it: the names of Latin-1 only, and not before "=" as in addresses. */
    return *c < 0x100 && !(i < s.n && s.p[i] == '=') ? i - at : 0;
}

void hs_unescape(hs_str s, hs_buf *out)
{
    for (size_t at = 0; at < s.n;) {
        const char *amp = memchr(s.p + at, '&', s.n - at);
        size_t end = amp ? (size_t)(amp - s.p) : s.n;
        hs_buf_add(out, s.p + at, end - at);
        at = end;
        uint32_t c;
        size_t n = amp ? hs_entity(s, at, &c) : 0;
        if (n) {
            hs_utf8_put(out, c);
        } else if (amp) {
            hs_buf_char(out, '&');
            n = 1;
        }
        at += n;
    }
}
