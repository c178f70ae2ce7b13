"""What a page may load and ask of the browser. Never a position, never a camera."""

from fushan.kit.serving import ADMIN_POLICY

ASKS_NOTHING = "geolocation=(), camera=(), microphone=(), accelerometer=(), gyroscope=()"


def content_policy(get_response):
    """Nothing stays on a shared phone. Only the admin's look needs inline styles and eval."""

    def middleware(request):
        response = get_response(request)
        response.headers["Permissions-Policy"] = ASKS_NOTHING
        response.headers.setdefault("Cache-Control", "private, no-store")
        if request.path.startswith("/admin/"):
            response._csp_update = ADMIN_POLICY
        return response

    return middleware
