"""What a page may load and ask of the browser. Never a position, never a camera."""

from fushan.kit.serving import ADMIN_POLICY

ASKS_NOTHING = "geolocation=(), camera=(), microphone=(), accelerometer=(), gyroscope=()"


def content_policy(get_response):
    """The admin's look needs inline styles and Alpine's eval; nothing else does."""

    def middleware(request):
        response = get_response(request)
        response.headers["Permissions-Policy"] = ASKS_NOTHING
        if request.path.startswith("/admin/"):
            response._csp_update = ADMIN_POLICY
        return response

    return middleware
