"""The one content store: what was made once, kept under a key of everything that went into it.

    store = opened(where, size)
    store.get(key(…), make) -> Path

An entry is written under a temporary name and appears by rename; beside it lies its SHA-256, checked when it is read, so that
a rotted entry is made again. Several runs may share a store: a key is made by one at a time (`locks`). What was not used for
longest goes when there is more than the store may hold, but never what a run that is still at work has got (`pruning`). A store elsewhere may stand
behind the folder (`remote`), and entries travel in a tar (`moving`). Nobody makes another cache.
"""

from broadcast.artifact.keys import digest, key
from broadcast.artifact.opening import SIZE, default_root, opened, parsed_size
from broadcast.artifact.store import Store

__all__ = ["SIZE", "Store", "default_root", "digest", "key", "opened", "parsed_size"]
