"""Migrating without drawing two hundred models anew for each trigger, index and constraint.

None of these changes a field, but for each Django reloads every model that is related to its own:
of three minutes of migrating all but some seconds.
"""

from contextlib import contextmanager

from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger


def _append(state, app_label, model_name, option_name, option):
    options = state.models[app_label, model_name].options
    options[option_name] = [*options.get(option_name, []), option]


def _remove(state, app_label, model_name, option_name, name):
    options = state.models[app_label, model_name].options
    options[option_name] = [one for one in options.get(option_name, []) if one.name != name]


def _add_trigger(operation, app_label, state):
    _append(state, app_label, operation.model_name_lower, "triggers", operation.trigger)


def _remove_trigger(operation, app_label, state):
    _remove(state, app_label, operation.model_name_lower, "triggers", operation.name)


LIGHTER = [
    (ProjectState, "_append_option", _append),
    (ProjectState, "_remove_option", _remove),
    (AddTrigger, "state_forwards", _add_trigger),
    (RemoveTrigger, "state_forwards", _remove_trigger),
]


@contextmanager
def no_model_drawn_twice():
    """For the time of a migration, which only asks the state for the fields of its models."""
    before = [(owner, name, owner.__dict__[name]) for owner, name, _ in LIGHTER]
    try:
        for owner, name, lighter in LIGHTER:
            setattr(owner, name, lighter)
        yield
    finally:
        for owner, name, heavier in before:
            setattr(owner, name, heavier)
