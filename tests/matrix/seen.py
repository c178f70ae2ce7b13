"""What the matrix says of one model: where its records lie and who sees them."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Seen:
    """`place`: where a record lies. `above`: shown to those below it too. `own`: the cadre it is
    about, who sees it wherever they are. `private`: only at the desk. `personal`: in a village only
    to whom it is about. `author`: to nobody else. `office`: to those of its very place and nobody
    above. `public`: to everybody with a place. `asked`: the office it was asked of, whose cadres
    all read it.
    """

    place: Callable
    above: bool = False
    own: Callable = lambda record: None
    private: bool = False
    personal: bool = False
    author: bool = False
    office: bool = False
    public: bool = False
    asked: Callable = lambda record: None
    to: tuple = ()  # roles without a place who see it all
