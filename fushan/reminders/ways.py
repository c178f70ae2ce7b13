"""Ways to reach the office outside the app: mail, and the robots of two kinds of groups.

Each is off until its address stands in the environment; what is sent names nobody.
"""

import base64
import hashlib
import hmac
import json
import time
from urllib.error import URLError
from urllib.parse import quote_plus
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.mail import send_mail

SECONDS = 10


class NotSentError(Exception):
    """Why, in Chinese."""


def ways():
    """{way: function of (subject, text)} of those that are configured."""
    known = {
        "邮件": (settings.DIGEST_MAIL_TO, _by_mail),
        "企业微信": (settings.DIGEST_WECOM_URL, _by_wecom),
        "钉钉": (settings.DIGEST_DINGTALK_URL, _by_dingtalk),
    }
    return {name: send for name, (address, send) in known.items() if address}


def _by_mail(subject, text):
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, settings.DIGEST_MAIL_TO)
    except OSError as error:
        raise NotSentError(f"邮件没有发出去：{error}") from error


def _by_wecom(subject, text):
    _post(settings.DIGEST_WECOM_URL, {"msgtype": "text", "text": {"content": text}})


def _by_dingtalk(subject, text):
    """Where the robot has a secret, the address is signed with the time."""
    url, secret = settings.DIGEST_DINGTALK_URL, settings.DIGEST_DINGTALK_SECRET
    if secret:
        moment = str(round(time.time() * 1000))
        signed = hmac.new(secret.encode(), f"{moment}\n{secret}".encode(), hashlib.sha256).digest()
        url += f"&timestamp={moment}&sign={quote_plus(base64.b64encode(signed))}"
    _post(url, {"msgtype": "text", "text": {"content": text}})


def _post(url, content):
    """Both answer 200 with a number; another than 0 is a refusal."""
    data = json.dumps(content, ensure_ascii=False).encode()
    asked = Request(url, data, {"Content-Type": "application/json; charset=utf-8"})  # noqa: S310
    try:
        with urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310
            said = json.load(answer)
    except (URLError, OSError, ValueError) as error:
        raise NotSentError(f"没有发出去：{error}") from error
    if said.get("errcode"):
        raise NotSentError(f"对方没有收：{said.get('errmsg') or said['errcode']}")
