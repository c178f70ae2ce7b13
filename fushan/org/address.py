"""Who is asking, where a proxy on this machine stands between."""

LOOPBACK = ("127.0.0.1", "::1")


def address_middleware(get_response):
    """A proxy on loopback adds the address it saw at the end; what stands before may be forged."""

    def middleware(request):
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if told and request.META.get("REMOTE_ADDR") in LOOPBACK:
            request.META["REMOTE_ADDR"] = told[:45]
        return get_response(request)

    return middleware
