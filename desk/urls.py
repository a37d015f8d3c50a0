"""Pages that put several apps side by side."""

from django.urls import URLPattern, path

from desk.views import (
    agreement_papers,
    agreement_text,
    agreements,
    contracts,
    customers,
    dashboard,
    program_settings,
    programs,
    searching,
    settings,
    staff,
    vehicle_group_settings,
    vehicle_groups,
    vehicles,
)

urlpatterns: list[URLPattern] = [
    path("", dashboard.dashboard, name="dashboard"),
    path("attention/<int:effect>/again/", dashboard.try_effect_again, name="try_again"),
    path("attention/<int:effect>/dismiss/", dashboard.dismiss_effect, name="dismiss"),
    path("search/", searching.search, name="search"),
    path("contracts/", contracts.contracts, name="contracts"),
    path("customers/", customers.customers, name="customers"),
    path("customers/<str:code>/", customers.customer, name="customer"),
    path("vehicles/", vehicles.vehicles, name="vehicles"),
    path("vehicles/<str:vin>/", vehicles.vehicle, name="vehicle"),
    path("settings/", settings.settings_index, name="settings"),
    path("settings/staff/", staff.members, name="staff"),
    path("settings/vehicle-groups/", vehicle_groups.vehicle_groups, name="vehicle_groups"),
    path("settings/vehicle-groups/add/", vehicle_groups.add, name="add_vehicle_group"),
    path("settings/vehicle-groups/<str:group>/", vehicle_group_settings.settings, name="vehicle_group"),
    path("settings/vehicle-groups/<str:group>/remove/", vehicle_groups.remove, name="remove_vehicle_group"),
    path("settings/vehicle-groups/<str:group>/move/", vehicle_groups.move, name="empty_vehicle_group"),
    path("settings/vehicle-groups/<str:group>/history/", vehicle_group_settings.history, name="vehicle_group_history"),
    path(
        "settings/vehicle-groups/<str:group>/history/<int:change>/",
        vehicle_group_settings.version,
        name="vehicle_group_version",
    ),
    path(
        "settings/vehicle-groups/<str:group>/sections/<str:panel>/",
        vehicle_group_settings.section,
        name="vehicle_group_section",
    ),
    path("settings/programs/", programs.programs, name="programs"),
    path("settings/programs/add/", programs.add, name="add_program"),
    path("settings/programs/<str:program>/", program_settings.settings, name="program"),
    path("settings/programs/<str:program>/remove/", programs.remove, name="remove_program"),
    path("settings/programs/<str:program>/history/", program_settings.history, name="program_history"),
    path("settings/programs/<str:program>/history/<int:change>/", program_settings.version, name="program_version"),
    path("settings/programs/<str:program>/sections/<str:panel>/", program_settings.section, name="program_section"),
    path("settings/programs/<str:program>/own/", program_settings.own, name="program_own_settings"),
    path("settings/programs/<str:program>/own/<str:panel>/", program_settings.own_section, name="program_own_section"),
    path("settings/agreements/", agreements.agreements, name="agreements"),
    path("settings/agreements/add/", agreements.add, name="add_agreement"),
    path("settings/agreements/<str:agreement>/", agreement_text.agreement, name="agreement"),
    path("settings/agreements/<str:agreement>/draft/", agreement_text.draft, name="agreement_draft"),
    path("settings/agreements/<str:agreement>/publish/", agreement_text.publish, name="agreement_publish"),
    path("settings/agreements/<str:agreement>/discard/", agreement_text.discard, name="agreement_discard"),
    path("settings/agreements/<str:agreement>/preview/", agreement_papers.preview_page, name="agreement_preview"),
    path("settings/agreements/<str:agreement>/preview/print/", agreement_text.print_preview, name="agreement_print"),
    path(
        "settings/agreements/<str:agreement>/preview/pdf/", agreement_papers.preview_file, name="agreement_preview_file"
    ),
    path(
        "settings/agreements/<str:agreement>/versions/<int:number>/", agreement_papers.version, name="agreement_version"
    ),
    path("settings/agreements/<str:agreement>/languages/", agreements.languages, name="agreement_languages"),
    path("settings/agreements/<str:agreement>/rename/", agreements.rename, name="rename_agreement"),
    path("settings/agreements/<str:agreement>/default/", agreements.default, name="default_agreement"),
    path("settings/agreements/<str:agreement>/archive/", agreements.archive, name="archive_agreement"),
]
