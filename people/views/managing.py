"""Managing people, their posts and the titles there are."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.acts import act, form_act
from core.folding import fold
from core.names import name_key
from people import actions, managed, managing
from people.forms import NewPersonForm, PersonForm, PositionForm, PostForm
from people.models import Position, Role, Unit

PAGE = 50


def index(request: HttpRequest) -> HttpResponse:
    """List the managed people by given name; ``q``, ``unit``, ``role`` and ``state`` narrow the list."""
    keys = managed.require(request.user)
    asked = {name: request.GET.get(name, "")[:100] for name in ("q", "unit", "role", "state")}
    rows = managed.people(request.user).prefetch_related("posts__unit")
    for word in fold(asked["q"]).split():
        rows = rows.filter(search_text__contains=word)
    if asked["unit"].isdecimal():
        rows = rows.filter(posts__unit=int(asked["unit"]))
    if asked["role"] in Role.values:
        rows = rows.filter(posts__role=asked["role"])
    if asked["state"] in {"on", "off"}:
        rows = rows.filter(is_active=asked["state"] == "on")
    people = sorted(rows, key=lambda user: name_key(user.full_name))
    page = Paginator(people, PAGE).get_page(request.GET.get("page"))
    units = Unit.objects.filter(pk__in=keys)
    context = {"page": page, "asked": asked, "units": units, "roles": Role.choices}
    return render(request, "people/people.html", context)


@form_act
def add(request: HttpRequest) -> HttpResponse:
    """Add a person with a first post."""
    keys = managed.require(request.user)
    form, post = NewPersonForm(request.POST or None), PostForm(request.POST or None, managed=keys)
    if request.method == "POST" and form.is_valid() and post.is_valid():
        data = form.cleaned_data
        user = actions.add_person(
            data["username"], data["full_name"], email=data["email"], password=None, by=request.user
        )
        actions.give_post(user, by=request.user, **post.cleaned_data)
        return redirect("people:person", user.pk)
    context = {"form": form, "post_form": post, "positions": Position.objects.all()}
    return render(request, "people/add_person.html", context, status=422 if form.is_bound else 200)


@form_act
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person, change the details."""
    user = managed.person_for(request.user, pk)
    form = PersonForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        managing.change_person(
            managed.account_for(request.user, pk), **form.cleaned_data, by=request.user
        )
        return redirect("people:person", pk)
    return _person(request, pk, form=form, status=422 if form.is_bound else 200)


def _person(request: HttpRequest, pk: int, status: int = 200, **more: object) -> HttpResponse:
    user, keys = managed.person_for(request.user, pk), managed.units(request.user)
    context = {
        "person": user, "posts": user.posts.select_related("unit"), "keys": keys, "form": PersonForm(instance=user),
        "post_form": PostForm(managed=keys), "positions": Position.objects.all(), "lines": user.sign_ins.all()[:8],
        "whole": managed.whole(request.user, user), **more,
    }  # fmt: skip
    return render(request, "people/person.html", context, status=status)


@act
def give_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the person a further post."""
    user = managed.person_for(request.user, pk)
    form = PostForm(request.POST, managed=managed.units(request.user))
    form.instance.user = user
    if not form.is_valid():
        return _person(request, pk, status=422, post_form=form)
    data = form.cleaned_data
    if user.posts.filter(unit=data["unit"], title=data["title"]).exists():
        form.add_error("title", _("This person holds this post already."))
        return _person(request, pk, status=422, post_form=form)
    actions.give_post(user, by=request.user, **data)
    return redirect("people:person", pk)


@act
def end_post(request: HttpRequest, pk: int) -> HttpResponse:
    """End a post."""
    post = managed.post_for(request.user, pk)
    managing.end_post(post, by=request.user)
    if managed.people(request.user).filter(pk=post.user_id).exists():
        return redirect("people:person", post.user_id)
    return redirect("people:people")  # it was the last one here: no longer this one's to manage


@act
def access(request: HttpRequest, pk: int) -> HttpResponse:
    """Take (``allowed`` 0) or give (1) the right to sign in."""
    user = managed.account_for(request.user, pk)
    managing.let_sign_in(user, allowed=request.POST.get("allowed") == "1", by=request.user)
    return redirect("people:person", pk)


@act
def password_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link where the person sets a password; it is shown once."""
    user = managed.account_for(request.user, pk)
    link = managing.password_link(user, by=request.user)
    return render(request, "people/password_link.html", {"person": user, "link": link})


@form_act
def positions(request: HttpRequest) -> HttpResponse:
    """List the titles, add one or move it."""
    managed.require(request.user)
    form = PositionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        managing.add_position(
            form.cleaned_data["name"], rank=form.cleaned_data["rank"], by=request.user
        )
        return redirect("people:positions")
    context = {"form": form, "rows": Position.objects.all()}
    return render(request, "people/positions.html", context, status=422 if form.is_bound else 200)


@act
def remove_position(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a title out of the catalogue."""
    managed.require(request.user)
    position = Position.objects.filter(pk=pk).first()
    if position is None:
        raise Http404
    managing.remove_position(position, by=request.user)
    return redirect("people:positions")
