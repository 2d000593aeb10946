#include "authority.h"

#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>

static ASN1_INTEGER *number(TS_RESP_CTX *ctx, void *data)
{
    ASN1_INTEGER *n = ASN1_INTEGER_new();
    (void)ctx, (void)data;
    if (n) ASN1_INTEGER_set(n, 1);
    return n;
}

static bool add_purpose(X509 *x)
{
    X509_EXTENSION *e = X509V3_EXT_conf_nid(NULL, NULL, NID_ext_key_usage, "critical,timeStamping");
    bool ok = e && X509_add_ext(x, e, -1);
    X509_EXTENSION_free(e);
    return ok;
}

static X509 *certificate_of(EVP_PKEY *key, const char *path)
{
    X509 *x = X509_new();
    FILE *out = fopen(path, "we");
    bool ok = x && out && X509_set_version(x, 2) && ASN1_INTEGER_set(X509_get_serialNumber(x), 1) &&
              X509_gmtime_adj(X509_getm_notBefore(x), -60) && X509_gmtime_adj(X509_getm_notAfter(x), 86400) &&
              X509_set_pubkey(x, key) &&
              X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC,
                                         (const unsigned char *)"Ilvar Notaries", -1, -1, 0) &&
              X509_set_issuer_name(x, X509_get_subject_name(x)) && add_purpose(x) && X509_sign(x, key, EVP_sha256()) &&
              PEM_write_X509(out, x);
    if (out) fclose(out);
    if (ok) return x;
    X509_free(x);
    return NULL;
}

static bool set_up(TS_RESP_CTX *ctx, EVP_PKEY *key, X509 *x)
{
    ASN1_OBJECT *policy = OBJ_txt2obj("1.2.3.4.1", 1);
    TS_RESP_CTX_set_serial_cb(ctx, number, NULL);
    bool ok = policy && TS_RESP_CTX_set_signer_cert(ctx, x) && TS_RESP_CTX_set_signer_key(ctx, key) &&
              TS_RESP_CTX_set_signer_digest(ctx, EVP_sha256()) && TS_RESP_CTX_set_def_policy(ctx, policy) &&
              TS_RESP_CTX_add_md(ctx, EVP_sha256());
    ASN1_OBJECT_free(policy);
    return ok;
}

bool authority_answers(hs_str request, const char *certificate, hs_buf *answer)
{
    EVP_PKEY *key = EVP_RSA_gen(2048);
    X509 *x = key ? certificate_of(key, certificate) : NULL;
    TS_RESP_CTX *ctx = TS_RESP_CTX_new();
    BIO *in = BIO_new_mem_buf(request.p, (int)request.n);
    unsigned char *der = NULL;
    TS_RESP *r = x && ctx && in && set_up(ctx, key, x) ? TS_RESP_create_response(ctx, in) : NULL;
    bool granted = r && TS_RESP_get_tst_info(r);
    int n = granted ? i2d_TS_RESP(r, &der) : -1;
    if (n > 0) hs_buf_add(answer, der, (size_t)n);
    OPENSSL_free(der);
    TS_RESP_free(r);
    BIO_free(in);
    TS_RESP_CTX_free(ctx);
    X509_free(x);
    EVP_PKEY_free(key);
    return n > 0;
}
