"""Who is asking, where a proxy on this machine stands between."""

from ipaddress import ip_address

from django.conf import settings

LOOPBACK = ("127.0.0.1", "::1")


def address_middleware(get_response):
    """A proxy on loopback adds the address it saw at the end; what stands before may be forged."""

    def middleware(request):
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if told and request.META.get("REMOTE_ADDR") in LOOPBACK:
            request.META["REMOTE_ADDR"] = told[:45]
        return get_response(request)

    return middleware


def is_internal(request):
    """Whether who asks sits inside INTERNAL_NETS; where none are set, everybody does."""
    if not settings.INTERNAL_NETS:
        return True
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:  # what a proxy tells need not be an address
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in net for net in settings.INTERNAL_NETS)
