"""Ways that papers usually take: templates of routes, kept by the clerk."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import Unit, User
from signing.states import Capacity, PostRule, StepKind


class RouteTemplate(models.Model):
    """The usual way of a kind of paper, of one unit or of all."""

    name = models.CharField(_("name"), max_length=120)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="+",
        verbose_name=_("unit"),
    )  # fmt: skip
    kind = models.CharField(_("kind of paper"), max_length=32, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("name", "unit"), name="route_template_once"),
            models.UniqueConstraint(
                fields=("name",), condition=models.Q(unit=None), name="route_template_of_all_once"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The template's page."""
        return reverse("signing:template", args=[self.pk])

    @property
    def book(self) -> str:
        """The book of all templates of routes."""
        return "route_templates"


class TemplateLine(models.Model):
    """One step of a template: a person, or a rule that finds one."""

    template = models.ForeignKey(RouteTemplate, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField()
    one_of = models.BooleanField(default=False)
    kind = models.CharField(max_length=8, choices=StepKind.choices)
    rule = models.CharField(max_length=8, choices=PostRule.choices, default=PostRule.PERSON)
    who = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    right = models.CharField(max_length=4, choices=Capacity.choices, blank=True)
    days = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("template", "rank", "position")
        constraints = (
            models.UniqueConstraint(fields=("template", "position"), name="template_line_once"),
        )

    def __str__(self) -> str:
        return f"{self.template}: {self.get_kind_display()}"
