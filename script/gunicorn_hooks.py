"""What gunicorn does beyond its options."""

import ctypes
import signal
import sys

DIE_WITH_PARENT = 1  # Linux: PR_SET_PDEATHSIG


def post_fork(server, worker):
    """A worker dies with its master. After a kill -9 it would keep the port and wait in vain."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
