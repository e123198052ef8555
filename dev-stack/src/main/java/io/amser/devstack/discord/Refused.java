package io.amser.devstack.discord;

/** What Discord answers when it does not do what it is asked, with the code of its own table. */
final class Refused extends RuntimeException {
    private final int status;
    private final int code;

    private Refused(int status, int code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    static Refused unauthorized() {
        return new Refused(401, 0, "401: Unauthorized");
    }

    static Refused notFound() {
        return new Refused(404, 0, "404: Not Found");
    }

    static Refused wrongMethod() {
        return new Refused(405, 0, "405: Method Not Allowed");
    }

    static Refused unknownGuild() {
        return new Refused(404, 10004, "Unknown Guild");
    }

    static Refused unknownMember() {
        return new Refused(404, 10007, "Unknown Member");
    }

    static Refused unknownRole() {
        return new Refused(404, 10011, "Unknown Role");
    }

    static Refused unknownUser() {
        return new Refused(404, 10013, "Unknown User");
    }

    static Refused missingAccess() {
        return new Refused(403, 50001, "Missing Access");
    }

    static Refused missingPermissions() {
        return new Refused(403, 50013, "Missing Permissions");
    }

    static Refused invalidRole() {
        return new Refused(400, 50028, "Invalid Role");
    }

    static Refused invalidForm() {
        return new Refused(400, 50035, "Invalid Form Body");
    }

    static Refused invalidJson() {
        return new Refused(400, 50109, "The request body contains invalid JSON.");
    }

    static Refused otherApplication() {
        return new Refused(403, 20012, "You are not authorized to perform this action on this application");
    }

    /** By the gate before the API, because of who seems to ask. */
    static Refused atTheGate() {
        return new Refused(403, 40333, "internal network error");
    }
}
