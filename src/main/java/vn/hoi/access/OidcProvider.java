package vn.hoi.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.stereotype.Component;

/**
 * The one provider of OpenID Connect that people may sign in at, as {@code hoi.oidc.*} says: {@code issuer}, {@code client-id},
 * {@code client-secret} or {@code client-secret-file}, {@code name}, {@code account-claim}. Its addresses and keys are asked of
 * it (OpenID Connect Discovery 1.0) when somebody first signs in, so that its being away does not stop the start.
 */
@Component
@ConditionalOnProperty("hoi.oidc.issuer")
class OidcProvider implements ExternalSignIn {

    static final String ID = "oidc";
    static final String BEGIN = "/sign-in/with";
    static final String BACK = "/sign-in/back";

    private final String issuer;
    private final String clientId;
    private final String clientSecret;
    private final String name;
    private final String accountClaim;
    private volatile @Nullable ClientRegistration registration;

    OidcProvider(
            @Value("${hoi.oidc.issuer}") String issuer,
            @Value("${hoi.oidc.client-id}") String clientId,
            @Value("${hoi.oidc.client-secret:}") String clientSecret,
            @Value("${hoi.oidc.client-secret-file:}") String clientSecretFile,
            @Value("${hoi.oidc.name:OpenID Connect}") String name,
            @Value("${hoi.oidc.account-claim:preferred_username}") String accountClaim) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.clientSecret = clientSecretFile.isBlank() ? clientSecret : read(Path.of(clientSecretFile));
        this.name = name;
        this.accountClaim = accountClaim;
        if (this.clientSecret.isBlank()) {
            throw new IllegalStateException(
                    "Cấu hình hoi.oidc.issuer thiếu mã bí mật; đặt HOI_OIDC_CLIENT_SECRET hoặc hoi.oidc.client-secret-file.");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return BEGIN + "/" + ID;
    }

    /** The claim that tells people who somebody is at the provider; rights never hang on it. */
    String accountClaim() {
        return accountClaim;
    }

    /** @throws IllegalArgumentException when the provider does not answer, or answers as another issuer */
    ClientRegistration registration() {
        @Nullable ClientRegistration known = registration;
        if (known == null) {
            known = ClientRegistrations.fromIssuerLocation(issuer)
                    .registrationId(ID)
                    .clientId(clientId)
                    .clientSecret(clientSecret)
                    .clientName(name)
                    .scope("openid", "profile", "email")
                    .redirectUri("{baseUrl}" + BACK + "/{registrationId}")
                    .userNameAttributeName("sub")
                    .build();
            registration = known;
        }
        return known;
    }
}
