#include "keep/timestamp.h"

#include "base/hash.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <string.h>
#include <time.h>

static bool failed(const char *what, hs_err *err)
{
    const char *why = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "%s%s%s", what, why ? ": " : "", why ? why : "");
}

static bool fill_imprint(TS_REQ *req, hs_str bytes)
{
    hs_sha256 h = hs_sha256_of(bytes.p, bytes.n);
    TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
    X509_ALGOR *algorithm = X509_ALGOR_new();
    bool ok = imprint && algorithm && X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) &&
              TS_MSG_IMPRINT_set_algo(imprint, algorithm) && TS_MSG_IMPRINT_set_msg(imprint, h.b, sizeof h.b) &&
              TS_REQ_set_msg_imprint(req, imprint);
    X509_ALGOR_free(algorithm);
    TS_MSG_IMPRINT_free(imprint);
    return ok;
}

static bool fill_nonce(TS_REQ *req)
{
    unsigned char random[8];
    ASN1_INTEGER *nonce = ASN1_INTEGER_new();
    uint64_t n = 0;
    bool ok = nonce && RAND_bytes(random, sizeof random) == 1;
    memcpy(&n, random, sizeof n);
    ok = ok && ASN1_INTEGER_set_uint64(nonce, n >> 1) && TS_REQ_set_nonce(req, nonce);
    ASN1_INTEGER_free(nonce);
    return ok;
}

bool hs_timestamp_request(hs_str bytes, hs_buf *out, hs_err *err)
{
    TS_REQ *req = TS_REQ_new();
    unsigned char *der = NULL;
    int n = -1;
    if (req && TS_REQ_set_version(req, 1) && fill_imprint(req, bytes) && fill_nonce(req) && TS_REQ_set_cert_req(req, 1))
        n = i2d_TS_REQ(req, &der);
    if (n > 0) hs_buf_add(out, der, (size_t)n);
    OPENSSL_free(der);
    TS_REQ_free(req);
    return n > 0 || failed("cannot make the request for a time stamp", err);
}

/* Certificates need hold at the time of the stamp: it is checked years later, when they have run out. */
static bool check_at(X509_STORE *store, const ASN1_GENERALIZEDTIME *at)
{
    struct tm tm;
    if (!ASN1_TIME_to_tm(at, &tm)) return false;
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store), timegm(&tm));
    return true;
}

static TS_VERIFY_CTX *context(hs_str bytes, const char *trusted, const ASN1_GENERALIZEDTIME *at)
{
    hs_sha256 h = hs_sha256_of(bytes.p, bytes.n);
    TS_VERIFY_CTX *ctx = TS_VERIFY_CTX_new();
    X509_STORE *store = X509_STORE_new();
    unsigned char *imprint = OPENSSL_memdup(h.b, sizeof h.b);
    if (ctx && store && imprint && X509_STORE_load_file(store, trusted) == 1 && check_at(store, at)) {
        TS_VERIFY_CTX_set_flags(ctx, TS_VFY_VERSION | TS_VFY_IMPRINT | TS_VFY_SIGNATURE);
        TS_VERIFY_CTX_set_imprint(ctx, imprint, sizeof h.b);
        TS_VERIFY_CTX_set_store(ctx, store);
        return ctx;
    }
    OPENSSL_free(imprint);
    X509_STORE_free(store);
    TS_VERIFY_CTX_free(ctx);
    return NULL;
}

static void take_printed(BIO *from, hs_buf *out)
{
    char *p = NULL;
    long n = BIO_get_mem_data(from, &p);
    hs_buf_add(out, p, (size_t)n);
    (void)BIO_reset(from);
}

static bool describe(TS_TST_INFO *info, PKCS7 *token, hs_buf *when, hs_buf *who)
{
    BIO *b = BIO_new(BIO_s_mem());
    STACK_OF(X509) *signers = PKCS7_get0_signers(token, NULL, 0);
    bool ok = b && signers && ASN1_GENERALIZEDTIME_print(b, TS_TST_INFO_get_time(info));
    if (ok) take_printed(b, when);
    ok = ok && X509_NAME_print_ex(b, X509_get_subject_name(sk_X509_value(signers, 0)), 0, XN_FLAG_RFC2253) >= 0;
    if (ok) take_printed(b, who);
    sk_X509_free(signers);
    BIO_free(b);
    return ok;
}

bool hs_timestamp_check(hs_str bytes, hs_str response, const char *trusted, hs_buf *when, hs_buf *who, hs_err *err)
{
    const unsigned char *p = (const unsigned char *)response.p;
    TS_VERIFY_CTX *ctx = NULL;
    bool ok = false;
    ERR_clear_error();
    TS_RESP *resp = response.n <= 1 << 20 ? d2i_TS_RESP(NULL, &p, (long)response.n) : NULL;
    TS_TST_INFO *info = resp ? TS_RESP_get_tst_info(resp) : NULL;
    if (!resp) {
        failed("this is no response to a request for a time stamp", err);
    } else if (!info) {
        failed("the authority refused to stamp", err);
    } else if (!(ctx = context(bytes, trusted, TS_TST_INFO_get_time(info)))) {
        failed("no certificates to trust could be read from the file given with --tsa", err);
    } else if (TS_RESP_verify_response(ctx, resp) != 1) {
        failed("the time stamp does not hold", err);
    } else {
        ok = describe(info, TS_RESP_get_token(resp), when, who) || failed("the time stamp cannot be shown", err);
    }
    TS_VERIFY_CTX_free(ctx);
    TS_RESP_free(resp);
    ERR_clear_error();
    return ok;
}
