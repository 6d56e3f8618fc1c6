"""The coordinators' room: brings open needs and volunteers' offers together and looks after what follows."""

from shared.service import Service

service = Service("matching")
