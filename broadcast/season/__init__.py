"""Many lessons in many languages: one file says what, one command makes it, and the same command goes on where it was stopped.

file.py         the season as a producer writes it (TOML)
airings.py      episode numbers and days by its calendar
jobs.py         a job as plain data, and its order rebuilt from it
reading.py      what the lessons hold, read once and kept in the store
records.py      what runs leave behind beside the cache: times, and what packages say
plan.py         every job, and whether it is new, cached or impossible
sequence.py     which job is next, so that no two make the same work at once
worker.py       the process that makes packages, one after the other
pool.py         the workers, what becomes of their jobs, and of them
cluster.py      workers of a Dask cluster in their place; address.py: where its scheduler is
results.py      what became of the jobs
run.py          the whole run
report.py       the page: lessons by languages
taught.py       what is used before it is taught
schemes.py      curriculum codes
scope.py        both for a whole season, and the table of what is taught when
"""
