#include "ask.h"

#include <string.h>

enum { MOST_REDIRECTS = 10 };

/* One address, until it is answered. */
typedef struct Question {
    SoupSession *session;
    SoupMessage *message; /* the request under way */
    GCancellable *cancellable;
    guint timer;
    guint seconds;
    guint redirects;
    gboolean temporary; /* one redirect was: then the address is still the one to use */
    gboolean got;       /* by GET, after HEAD was refused */
    char *address;      /* as it was asked for */
    char *current;      /* where redirects have led to */
    Answered *answered;
    gpointer data;
} Question;

static void send_question(Question *question, const char *method);

static void question_free(Question *question)
{
    g_clear_handle_id(&question->timer, g_source_remove);
    g_clear_object(&question->message);
    g_clear_object(&question->cancellable);
    g_clear_object(&question->session);
    g_free(question->address);
    g_free(question->current);
    g_free(question);
}

static void answer(Question *question, Verdict verdict, const char *detail)
{
    question->answered(question->address, verdict, detail, question->data);
    question_free(question);
}

static void answer_status(Question *question, guint status)
{
    g_autofree char *detail = g_strdup_printf("%u %s", status, soup_status_get_phrase(status));
    if (status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE)
        answer(question, VERDICT_DEAD, detail);
    else
        answer(question, status == 429 ? VERDICT_BUSY : VERDICT_UNKNOWN, detail);
}

static void answer_good(Question *question)
{
    gboolean moved = question->redirects > 0 && !question->temporary;
    answer(question, moved ? VERDICT_MOVED : VERDICT_OK, moved ? question->current : "");
}

static gboolean is_redirect(guint status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static void follow(Question *question, guint status)
{
    SoupMessageHeaders *headers = soup_message_get_response_headers(question->message);
    const char *location = soup_message_headers_get_one(headers, "Location");
    g_autofree char *next = location
                                ? g_uri_resolve_relative(question->current, location, G_URI_FLAGS_NONE, NULL)
                                : NULL;
    if (!next || (!g_str_has_prefix(next, "http://") && !g_str_has_prefix(next, "https://"))) {
        answer(question, VERDICT_UNKNOWN, "it redirects to no web address");
        return;
    }
    if (++question->redirects > MOST_REDIRECTS) {
        answer(question, VERDICT_DEAD, "its redirects do not end");
        return;
    }
    question->temporary |= status != 301 && status != 308;
    question->got = FALSE;
    g_free(question->current);
    question->current = g_steal_pointer(&next);
    send_question(question, SOUP_METHOD_HEAD);
}

static void take_error(Question *question, const GError *error)
{
    if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
        g_error_matches(error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
        answer(question, VERDICT_BUSY, "no answer in time");
    else if (g_error_matches(error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
        answer(question, VERDICT_DEAD, "there is no such host");
    else if (g_error_matches(error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
        answer(question, VERDICT_DEAD, "its certificate is not valid");
    else
        answer(question, VERDICT_UNKNOWN, error->message);
}

static void take_status(Question *question)
{
    guint status = soup_message_get_status(question->message);
    if (is_redirect(status))
        follow(question, status);
    else if (status >= 200 && status < 300)
        answer_good(question);
    else if (!question->got && status != 429) {
        /* Many hosts refuse HEAD, or answer it wrongly. */
        question->got = TRUE;
        send_question(question, SOUP_METHOD_GET);
    } else
        answer_status(question, status);
}

static void take_answer(GObject *source, GAsyncResult *result, gpointer data)
{
    Question *question = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(GInputStream) body = soup_session_send_finish(SOUP_SESSION(source), result, &error);
    g_clear_handle_id(&question->timer, g_source_remove);
    if (body)
        g_input_stream_close(body, NULL, NULL);
    if (error)
        take_error(question, error);
    else
        take_status(question);
}

static gboolean give_up(gpointer data)
{
    Question *question = data;
    question->timer = 0;
    g_cancellable_cancel(question->cancellable);
    return G_SOURCE_REMOVE;
}

static void send_question(Question *question, const char *method)
{
    g_clear_object(&question->message);
    g_set_object(&question->cancellable, NULL);
    question->message = soup_message_new(method, question->current);
    if (!question->message) {
        answer(question, VERDICT_DEAD, "it is no web address");
        return;
    }
    soup_message_add_flags(question->message, SOUP_MESSAGE_NO_REDIRECT);
    question->cancellable = g_cancellable_new();
    question->timer = g_timeout_add_seconds(question->seconds, give_up, question);
    soup_session_send_async(question->session, question->message, G_PRIORITY_DEFAULT, question->cancellable,
                            take_answer, question);
}

void ask(SoupSession *session, const char *address, guint seconds, Answered *answered, gpointer data)
{
    Question *question = g_new0(Question, 1);
    question->session = g_object_ref(session);
    question->address = g_strdup(address);
    question->current = g_strndup(address, strcspn(address, "#"));
    question->seconds = seconds;
    question->answered = answered;
    question->data = data;
    send_question(question, SOUP_METHOD_HEAD);
}
