#include <vitrine/base.h>

enum { MOST_JOBS = 9, MOST_COUNT = 1000 };

typedef struct Tally {
    unsigned jobs;
    gint calls[MOST_COUNT];
    size_t by_worker[MOST_JOBS];
    gint misnumbered;
    GThread *caller;
} Tally;

/* `by_worker` is not locked: a worker's number belongs to one thread, which thread sanitizers check. */
static void count_call(size_t index, unsigned worker, void *data)
{
    Tally *tally = data;
    g_atomic_int_inc(&tally->calls[index]);
    if (worker >= tally->jobs)
        g_atomic_int_inc(&tally->misnumbered);
    else
        tally->by_worker[worker]++;
    if (tally->jobs == 1 && g_thread_self() != tally->caller)
        g_atomic_int_inc(&tally->misnumbered);
}

static void check_run(unsigned jobs, size_t count)
{
    Tally tally = {.jobs = jobs, .caller = g_thread_self()};
    vt_jobs_run(jobs, count, count_call, &tally);
    for (size_t i = 0; i < MOST_COUNT; i++)
        g_assert_cmpint(tally.calls[i], ==, i < count ? 1 : 0);
    size_t total = 0;
    for (unsigned i = 0; i < MOST_JOBS; i++)
        total += tally.by_worker[i];
    g_assert_cmpuint(total, ==, count);
    g_assert_cmpint(tally.misnumbered, ==, 0);
}

static void test_each_index_once(void)
{
    static const size_t counts[] = {0, 1, 2, 3, 8, 100, MOST_COUNT};
    for (unsigned jobs = 1; jobs <= MOST_JOBS; jobs++)
        for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
            check_run(jobs, counts[i]);
}

static void count_any_worker(size_t index, unsigned worker, void *data)
{
    (void)index;
    g_assert_cmpuint(worker, <, vt_jobs_default());
    g_atomic_int_inc((gint *)data);
}

static void test_default(void)
{
    gint calls = 0;
    g_assert_cmpuint(vt_jobs_default(), >=, 1);
    vt_jobs_run(0, 50, count_any_worker, &calls);
    g_assert_cmpint(calls, ==, 50);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/jobs/each-index-once", test_each_index_once);
    g_test_add_func("/jobs/default", test_default);
    return g_test_run();
}
