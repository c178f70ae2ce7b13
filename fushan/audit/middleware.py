"""Who made a change, under which name, from which page."""

from pghistory.middleware import HistoryMiddleware


class WhoAndWhere(HistoryMiddleware):
    """The name is kept as it was, so history reads the same after people have moved on."""

    def get_context(self, request):
        user = request.user
        name = user.name if user.is_authenticated else ""
        return super().get_context(request) | {"name": name}
