"""What staff do to a vehicle."""

from fleet.views.details import bring_back, dispose, edit, new
from fleet.views.standing import close_issue, issue, status
from fleet.views.tag import tag

__all__ = ["bring_back", "close_issue", "dispose", "edit", "issue", "new", "status", "tag"]
