package io.amser.api.access.session;

import static io.amser.api.problem.ProblemCode.SESSION_ENDED;

import io.amser.api.access.Caller;
import io.amser.api.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Who stands behind a session's cookie. */
@ApplicationScoped
public class SignedInCallers {
    private final SignedText signed;
    private final Sessions sessions;

    SignedInCallers(SignedText signed, Sessions sessions) {
        this.signed = signed;
        this.sessions = sessions;
    }

    /** The merchant, whose session goes on for another while; a problem if it has ended or never was. */
    public Uni<Caller> caller(String cookie, Instant now) {
        return signed.read(SignedText.Purpose.SESSION, cookie)
                .map(content -> sessions.active(UUID.fromString(content.text()), now))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.map(session -> new Caller.SessionOf(session.merchant(), session.id()))
                        .orElseThrow(() -> new ProblemException(SESSION_ENDED, "Sign in again.")));
    }
}
