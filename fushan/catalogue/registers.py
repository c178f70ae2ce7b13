"""Every register that can be filled in, in the order in which a county fills them in."""

from cadres.difficulty_resources import DifficultyRegister
from cadres.kept_resources import AwardRegister, BorrowingRegister, CareRegister
from cadres.log_resources import LogRegister
from cadres.resources import Roster
from evaluation.inspection_resources import FindingRegister, PotentialRegister
from evaluation.resources import RuleRegister
from evaluation.scheme_resources import SchemeRegister
from fushan.catalogue.accounts import AccountRegister
from fushan.desk.resources import UnitRegister
from mentors.resources import MentorRegister, PairingRegister
from petitions.matter_resources import MatterRegister
from petitions.resources import HouseholdRegister, MemberRegister
from training.resources import TrainingRegister
from training.trip_resources import ExchangeRegister, TripRegister
from villages.board_resources import BoardRegister
from villages.incident_resources import IncidentRegister
from villages.lasting_resources import AccountCheckRegister, ReserveRegister
from villages.party_resources import PartyActivityRegister
from villages.plan_resources import PlanRegister
from villages.project_resources import ProjectRegister, SupportRegister
from villages.resources import OfficialRegister
from villages.talk_resources import ChatGroupRegister, TalkRoomRegister
from villages.visit_resources import VisitRegister
from villages.year_resources import YearRegister

REGISTERS = {
    register.code: register
    for register in (
        UnitRegister,
        OfficialRegister,
        Roster,
        BoardRegister,
        AccountRegister,
        VisitRegister,
        LogRegister,
        DifficultyRegister,
        BorrowingRegister,
        AwardRegister,
        CareRegister,
        TrainingRegister,
        TripRegister,
        ExchangeRegister,
        MentorRegister,
        PairingRegister,
        MemberRegister,
        HouseholdRegister,
        MatterRegister,
        PlanRegister,
        YearRegister,
        TalkRoomRegister,
        ChatGroupRegister,
        PartyActivityRegister,
        ProjectRegister,
        SupportRegister,
        ReserveRegister,
        AccountCheckRegister,
        IncidentRegister,
        SchemeRegister,
        RuleRegister,
        FindingRegister,
        PotentialRegister,
    )
}
