"""One address per action on a contract."""

from django.urls import URLPattern, path

from contracts.views import assigning, driving, ending, estimating, extending, finishing, page, positions, signing

urlpatterns: list[URLPattern] = [
    path("contracts/new/estimate/", estimating.new_estimate, name="new_estimate"),
    path("contracts/<str:code>/", page.contract, name="contract"),
    path("contracts/<str:code>/assign/", assigning.assign, name="assign"),
    path("contracts/<str:code>/unassign/", assigning.unassign, name="unassign"),
    path("contracts/<str:code>/override/<str:what>/", assigning.override, name="override"),
    path("contracts/<str:code>/drivers/", driving.drivers, name="drivers"),
    path("contracts/<str:code>/drivers/add/", driving.add, name="add_driver"),
    path("contracts/<str:code>/drivers/take-out/", driving.take_out, name="take_out_driver"),
    path("contracts/<str:code>/readings/", page.readings, name="readings"),
    path("contracts/<str:code>/walk-around/", page.walk_around, name="walk_around"),
    path("contracts/<str:code>/link/", page.send_link, name="send_link"),
    path("contracts/<str:code>/terms/", signing.freeze, name="freeze"),
    path("contracts/<str:code>/sign/", signing.sign, name="sign"),
    path("contracts/<str:code>/hold/", page.hold, name="hold"),
    path("contracts/<str:code>/start/", page.start, name="start"),
    path("contracts/<str:code>/extend/", extending.extend, name="extend"),
    path("contracts/<str:code>/finish/", finishing.finish, name="finish"),
    path("contracts/<str:code>/collect/", ending.collect, name="collect"),
    path("contracts/<str:code>/cancel/", ending.cancel, name="cancel"),
    path("contracts/<str:code>/no-show/", ending.no_show, name="no_show"),
    path("contracts/<str:code>/reinstate/", ending.reinstate, name="reinstate"),
    path("contracts/<str:code>/void/", ending.void, name="void"),
    path("contracts/<str:code>/documents/<str:kind>/", ending.document, name="document"),
    path("vehicles/<str:vin>/position/", positions.position, name="vehicle_position"),
]
