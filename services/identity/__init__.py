"""Who is who: accounts, roles, members of sites, sign-in and invitations."""

from shared.service import Service

service = Service("identity")
