"""Sign-in, and the staff of a dealership. Names, phones and permissions are the dealership's own rows."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from dealerships.domain.actor import Actor, Kind
from dealerships.domain.permissions import Permission, ready_made_name
from dealerships.models.places import Dealership
from dealerships.owners import Owned, walls


class UserManager(BaseUserManager["User"]):
    """Makes users by email address."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """A user who signs in with this address."""
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in; everything personal stands in the rows of their dealerships."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_ignores_case")]

    def __str__(self) -> str:
        return self.email


class Membership(models.Model):
    """Which dealerships a user may choose from; readable before a dealership is entered, so without a name."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    dealership = models.ForeignKey(Dealership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "dealership"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.dealership_id}"


class StaffStatus(models.TextChoices):
    """invited → active ↔ deactivated"""

    INVITED = "invited", "Invited"
    ACTIVE = "active", "Active"
    DEACTIVATED = "deactivated", "Deactivated"


class Staff(Owned):
    """Somebody at work in one dealership, with their permissions there."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    name = models.CharField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=12, choices=StaffStatus.choices, default=StaffStatus.INVITED)
    service_advisor = models.BooleanField(default=False)
    permissions = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    class Meta:
        constraints = [
            *walls("staff"),
            models.UniqueConstraint("dealership", Lower("email"), name="staff_email_once_in_dealership"),
        ]
        indexes = [models.Index(fields=["dealership", "user"], name="staff_by_user")]

    def __str__(self) -> str:
        return self.name

    @property
    def granted(self) -> frozenset[Permission]:
        """What they may do here."""
        return frozenset(Permission(name) for name in self.permissions)

    @property
    def role_name(self) -> str:
        """The ready-made set that their permissions make up."""
        return ready_made_name(self.granted, service_advisor=self.service_advisor)

    def actor(self, *, origin: str) -> Actor:
        """Them, as use cases and the history know them."""
        return Actor(kind=Kind.STAFF, name=self.name, origin=origin, staff_id=self.pk, permissions=self.granted)
