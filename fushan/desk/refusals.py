"""What the database refuses as out of reach is answered as if it were not there."""

from django.db import ProgrammingError
from django.http import Http404
from django.views.defaults import page_not_found
from psycopg.errors import InsufficientPrivilege


class RefusalsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """No text in the database holds a null character, so such an address is of nothing."""
        asked = [
            request.path_info,
            *(value for _, values in request.GET.lists() for value in values),
        ]
        if any("\0" in text for text in asked):
            return page_not_found(request, Http404())
        return self.get_response(request)

    def process_exception(self, request, exception):
        """A row out of reach is 404. That no reach was open at all is a bug, and stays loud."""
        refused = isinstance(exception, ProgrammingError) and isinstance(
            exception.__cause__, InsufficientPrivilege
        )
        if refused and "no reach is open" not in str(exception):
            return page_not_found(request, Http404())
        return None
