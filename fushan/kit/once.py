"""What a request asks more than once and is answered once: settings, the calendar."""

from contextvars import ContextVar
from functools import wraps

_answers = ContextVar("answers of this request", default=None)


def once_a_request(load):
    """Outside a request it is asked each time. `forget()` after what it reads was changed."""

    @wraps(load)
    def asked():
        answers = _answers.get()
        if answers is None:
            return load()
        if load not in answers:
            answers[load] = load()
        return answers[load]

    def forget():
        (_answers.get() or {}).pop(load, None)

    asked.forget = forget
    return asked


def once_middleware(get_response):
    def middleware(request):
        before = _answers.set({})
        try:
            return get_response(request)
        finally:
            _answers.reset(before)

    return middleware
