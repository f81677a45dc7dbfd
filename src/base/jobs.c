#include <vitrine/base.h>

#include <stdatomic.h>

/* Lives on the stack of vt_jobs_run, which outlasts the work of its threads. */
typedef struct Run {
    atomic_size_t next;
    size_t count;
    VtWork *work;
    void *data;
} Run;

typedef struct Worker {
    Run *run;
    GThread *thread; /* where there is no pool */
    unsigned number;
} Worker;

static gpointer take_work(gpointer data)
{
    const Worker *worker = data;
    Run *run = worker->run;
    for (;;) {
        size_t index = atomic_fetch_add_explicit(&run->next, 1, memory_order_relaxed);
        if (index >= run->count)
            return NULL;
        run->work(index, worker->number, run->data);
    }
}

unsigned vt_jobs_default(void)
{
    return g_get_num_processors();
}

#ifdef __SANITIZE_THREAD__

/* ThreadSanitizer knows where threads begin and end, but cannot see the locks of GLib's pools. */
static GThreadPool *start_beside(Worker *workers, unsigned jobs)
{
    for (unsigned i = 1; i < jobs; i++)
        workers[i].thread = g_thread_try_new("worker", take_work, &workers[i], NULL);
    return NULL;
}

static void finish_beside(GThreadPool *pool, const Worker *workers, unsigned jobs)
{
    (void)pool;
    for (unsigned i = 1; i < jobs; i++)
        if (workers[i].thread)
            g_thread_join(workers[i].thread);
}

#else

static void take_work_beside(gpointer worker, gpointer unused)
{
    (void)unused;
    take_work(worker);
}

/* GLib keeps the threads of a shared pool for the next one: starting some for each run took a small build a
 * tenth of its time. */
static GThreadPool *start_beside(Worker *workers, unsigned jobs)
{
    if (jobs < 2)
        return NULL;
    GThreadPool *pool = g_thread_pool_new(take_work_beside, NULL, (int)jobs - 1, false, NULL);
    for (unsigned i = 1; i < jobs; i++)
        g_thread_pool_push(pool, &workers[i], NULL);
    return pool;
}

/* Waits for those that have begun; the others would find nothing left to do. */
static void finish_beside(GThreadPool *pool, const Worker *workers, unsigned jobs)
{
    (void)workers, (void)jobs;
    if (pool)
        g_thread_pool_free(pool, true, true);
}

#endif

/* The calling thread is worker 0. A system that refuses more threads leaves the work to those it gave. */
void vt_jobs_run(unsigned jobs, size_t count, VtWork *work, void *data)
{
    if (count == 0)
        return;
    if (jobs == 0)
        jobs = vt_jobs_default();
    if (jobs > count)
        jobs = (unsigned)count;
    Run run = {.count = count, .work = work, .data = data};
    g_autofree Worker *workers = g_new0(Worker, jobs);
    for (unsigned i = 0; i < jobs; i++)
        workers[i] = (Worker){.run = &run, .number = i};
    GThreadPool *pool = start_beside(workers, jobs);
    take_work(&workers[0]);
    finish_beside(pool, workers, jobs);
}
