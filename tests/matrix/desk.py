"""The addresses of the admin site: those of every register by one rule, the others by name."""

from django.apps import apps
from django.contrib import admin

from cadres.models import Cadre
from fushan.org.models import Role, Unit, User
from fushan.org.roles import PERMISSIONS
from tests.matrix.page import YES, Page, always, plain
from tests.matrix.rules import SEEN, sees
from tests.test_house import our_models
from villages.models import Official

AT_THE_DESK = (Role.ADMIN, Role.STAFF)
NEEDS = {"changelist": "view", "add": "add", "change": "view", "delete": "delete"}


def deed(model, status):
    """Something done to a record at one tap."""
    return Page(model, answer=always(status), tells=sees, method="post")


def at_the_desk(answer=YES, *args, **query):
    return plain(answer, *args, tells=sees, **query)


def _registers():
    """{address: pages} of the lists and records of each register."""
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield f"{name}_changelist", [at_the_desk(), at_the_desk(q="zq")]
        yield f"{name}_add", [at_the_desk()]
        yield f"{name}_change", [Page(model, tells=sees)]
        yield f"{name}_delete", [Page(model, answer=_if_ours, tells=sees)]
        yield f"{name}_history", [Page(model, seen=always(True), answer=always(302))]


def _if_ours(user, record):
    """What is seen beside or above one's own place is not done away with from here."""
    place = SEEN[type(record)].place(record)
    return 200 if not place or place.startswith(user.area_code) else 403


def _offers():
    """What is offered wherever one of a register is chosen; what has no search offers nothing."""
    for field in (field for model in our_models() for field in model._meta.fields):
        offering = admin.site._registry.get(field.many_to_one and field.related_model)
        if offering and offering.search_fields:
            meta, may = field.model._meta, holders(field.related_model, "view")
            ask = {"app_label": meta.app_label, "model_name": meta.model_name, "term": "zq"}
            yield at_the_desk(_for(may), field_name=field.name, **ask)


def _for(roles):
    return lambda user, record: 200 if user.role in roles else 403


def _app(label):
    def may(user, record):
        return 200 if user.has_module_perms(label) else 404

    return at_the_desk(may, label)


def holders(model, action):
    """The roles that may do this to a register."""
    return [
        role for role, may in PERMISSIONS.items() if action in may.get(model._meta.label_lower, ())
    ]


def roles_of(name, view):
    """Who may open the address at all."""
    if hasattr(view, "roles"):
        return view.roles
    register, _, kind = name.rpartition("_")
    if kind == "history":
        return tuple(Role)
    if kind in NEEDS and register.startswith("admin:"):
        return holders(
            apps.get_model(register.removeprefix("admin:").replace("_", ".")), NEEDS[kind]
        )
    return AT_THE_DESK


DESK = dict(_registers()) | {
    "admin:index": [at_the_desk()],
    "admin:jsi18n": [at_the_desk()],
    "admin:autocomplete": [*_offers()],
    "admin:app_list": [_app(label) for label in {m._meta.app_label for m in admin.site._registry}],
    "admin:org_user_locked": [at_the_desk()],
    "admin:org_user_lift": [deed(User, 302)],
    "admin:org_user_password": [deed(User, 200)],
    "admin:org_user_active": [deed(User, 302)],
    "admin:org_unit_merge": [Page(Unit, lambda unit: [unit.pk] * 2, tells=sees)],
    "admin:villages_official_merge": [Page(Official, lambda one: [one.pk] * 2, tells=sees)],
    "admin:villages_official_private": [Page(Official, tells=sees)],
    "admin:cadres_cadre_private": [Page(Cadre, tells=sees)],
    "admin:cadres_cadre_account": [deed(Cadre, 403)],  # each of ours has an account by now
}
