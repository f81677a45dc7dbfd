#include <vitrine/base.h>

#include <stdatomic.h>

/* Lives on the stack of vt_jobs_run, which outlasts its threads. */
typedef struct Run {
    atomic_size_t next;
    size_t count;
    VtWork *work;
    void *data;
} Run;

typedef struct Worker {
    Run *run;
    GThread *thread;
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
    for (unsigned i = 1; i < jobs; i++)
        workers[i].thread = g_thread_try_new("worker", take_work, &workers[i], NULL);
    take_work(&workers[0]);
    for (unsigned i = 1; i < jobs; i++)
        if (workers[i].thread)
            g_thread_join(workers[i].thread);
}
