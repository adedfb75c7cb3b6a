"""Which form edits which rule."""

from __future__ import annotations

from council.charter.forms import classes, meetings, members
from council.charter.forms.rule import RuleForm

FORMS: dict[str, type[RuleForm]] = {
    "quorum": classes.QuorumForm,
    "majority": classes.MajorityForm,
    "methods": classes.MethodsForm,
    "conflict_limit": classes.ConflictForm,
    "presiding": meetings.PresidingForm,
    "notice": meetings.NoticeForm,
    "late_items": meetings.LateItemsForm,
    "cadence": meetings.CadenceForm,
    "requisition": meetings.RequisitionForm,
    "minutes": meetings.MinutesForm,
    "lazy": members.LazyForm,
    "written": members.WrittenForm,
    "terms": members.TermsForm,
    "department_cap": members.DepartmentCapForm,
    "alternates": members.AlternatesForm,
    "review": members.ReviewForm,
}
