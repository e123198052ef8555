package io.amser.api.access;

import static io.amser.api.problem.ProblemCode.UNAUTHORIZED;

import io.amser.api.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.jspecify.annotations.Nullable;

/** Lets nobody through to a merchant's data without credentials. */
@Provider
@MerchantOnly
@SecurityScheme(securitySchemeName = "bearer", type = SecuritySchemeType.HTTP, scheme = "bearer")
class MerchantGate implements ContainerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final DevKey devKey;

    MerchantGate(DevKey devKey) {
        this.devKey = devKey;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (bearer(header).filter(devKey::opens).isEmpty()) {
            throw new ProblemException(UNAUTHORIZED, "Send Authorization: Bearer and a valid key.");
        }
    }

    private static Optional<String> bearer(@Nullable String header) {
        return Optional.ofNullable(header)
                .filter(text -> text.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(text -> text.substring(SCHEME.length()).strip());
    }
}
