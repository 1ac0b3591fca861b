package vn.hoi.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.hoi.common.Problem;
import vn.hoi.common.ProblemPages;

/**
 * Signing in at a provider of OpenID Connect: authorization code with PKCE, state and nonce, all kept in the session. What the
 * provider answered is not kept; afterwards the session knows the account, as after a password, or waits for the code of
 * the second factor the account has.
 */
@Configuration
@ConditionalOnProperty("hoi.oidc.issuer")
class OidcChain {

    private static final Logger LOG = LoggerFactory.getLogger(OidcChain.class);
    /** In a session: where to go on. */
    private static final String THEN = "hoi.then";

    private final OidcProvider provider;
    private final OidcAccounts accounts;
    private final ProblemPages problems;
    private final Sessions sessions;
    private final SignIn signIn;
    private final InstantSource clock;

    OidcChain(
            OidcProvider provider,
            OidcAccounts accounts,
            ProblemPages problems,
            Sessions sessions,
            SignIn signIn,
            InstantSource clock) {
        this.clock = clock;
        this.sessions = sessions;
        this.signIn = signIn;
        this.provider = provider;
        this.accounts = accounts;
        this.problems = problems;
    }

    @Bean
    @Order(1)
    SecurityFilterChain signInOutside(HttpSecurity http) throws Exception {
        ClientRegistrationRepository registrations = id -> id.equals(OidcProvider.ID) ? provider.registration() : null;
        var requests = new DefaultOAuth2AuthorizationRequestResolver(registrations, OidcProvider.BEGIN);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return http.securityMatcher(OidcProvider.BEGIN + "/**", OidcProvider.BACK + "/**")
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                // the session is changed for a new one below; its id changed twice would leave the old one standing
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.none()))
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .oauth2Login(login -> login.loginPage("/sign-in")
                        .clientRegistrationRepository(registrations)
                        .authorizedClientRepository(new Unkept())
                        .authorizationEndpoint(begin -> begin.authorizationRequestResolver(requests))
                        .redirectionEndpoint(back -> back.baseUri(OidcProvider.BACK + "/*"))
                        .successHandler(this::signedIn)
                        .failureHandler(this::refused))
                .addFilterBefore(new Beginning(), OAuth2AuthorizationRequestRedirectFilter.class)
                .build();
    }

    /** The account's session is a new one: what was known of the visitor before is not taken along. */
    private void signedIn(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        Person person;
        try {
            if (!(authentication.getPrincipal() instanceof OidcUser user)) {
                throw new Problem(401, "ACC-051", "Nhà cung cấp định danh không trả lời theo OpenID Connect.");
            }
            person = accounts.get(user);
        } catch (Problem problem) {
            problems.write(problem, request, response);
            return;
        }
        String then = String.valueOf(request.getSession().getAttribute(THEN));
        String to = SignInPages.own(then);
        if (signIn.byOther(person.id(), person.account(), request.getRemoteAddr(), provider.name())
                instanceof SignIn.CodeAsked asked) {
            Sessions.await(request, new Sessions.Waiting(asked.id(), asked.account(), asked.how(), clock.instant()));
            to = SignInPages.toCode(to);
        } else {
            sessions.begin(request, person.id(), person.account());
        }
        response.setStatus(303);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Location", to);
    }

    private void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        String code = why instanceof OAuth2AuthenticationException known
                ? known.getError().getErrorCode()
                : why.getClass().getSimpleName();
        LOG.warn("sign-in at {} refused: {} {}", provider.name(), code, why.getMessage());
        problems.write(
                new Problem(
                        401,
                        "ACC-051",
                        "Không đăng nhập được qua " + provider.name() + " (" + code
                                + "); quay lại trang đăng nhập và thử lại."),
                request,
                response);
    }

    /** Remembers where to go on, and says so when the provider is away. */
    private final class Beginning extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            try {
                provider.registration();
            } catch (RuntimeException away) {
                LOG.warn("{} does not answer: {}", provider.name(), away.getMessage());
                problems.write(
                        new Problem(
                                503,
                                "ACC-052",
                                provider.name() + " không trả lời; thử lại sau ít phút hoặc đăng nhập bằng mật khẩu."),
                        request,
                        response);
                return;
            }
            if (request.getRequestURI().equals(provider.address())) {
                @Nullable String then = request.getParameter("then");
                request.getSession().setAttribute(THEN, then == null ? "/" : then);
            }
            chain.doFilter(request, response);
        }
    }

    /** The provider's access token is of no use here. */
    private static final class Unkept implements OAuth2AuthorizedClientRepository {
        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String id, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {
            // it ends with the request
        }

        @Override
        public void removeAuthorizedClient(
                String id, Authentication principal, HttpServletRequest request, HttpServletResponse response) {
            // none is kept
        }
    }
}
