from tests.factories.cadres import (
    CadreFactory,
    CadrePrivateFactory,
    LeaveFactory,
    PostingFactory,
    WorkLogFactory,
)
from tests.factories.org import (
    BatchFactory,
    CountyFactory,
    SelectionFactory,
    TownshipFactory,
    UnitFactory,
    UserFactory,
    VillageFactory,
)
from tests.factories.villages import (
    BoardSeatFactory,
    LeadershipFactory,
    OfficialFactory,
    TownshipOfficialFactory,
    VisitFactory,
    VisitorFactory,
)

__all__ = [
    "BatchFactory",
    "BoardSeatFactory",
    "CadreFactory",
    "CadrePrivateFactory",
    "CountyFactory",
    "LeadershipFactory",
    "LeaveFactory",
    "OfficialFactory",
    "PostingFactory",
    "SelectionFactory",
    "TownshipFactory",
    "TownshipOfficialFactory",
    "UnitFactory",
    "UserFactory",
    "VillageFactory",
    "VisitFactory",
    "VisitorFactory",
    "WorkLogFactory",
]
