package vn.hoi.access;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import vn.hoi.common.Problem;
import vn.hoi.common.ProblemPages;

/**
 * The chain before every route. Who is there is found out by {@link Entrance}, whom a route answers by {@link Routes}. Writes
 * sent from pages of other sites are refused by {@link OwnHosts}, so forms carry no token of their own (decision 0017).
 */
@Configuration
@ConditionalOnWebApplication
class SecurityChain {

    @Bean
    SecurityFilterChain chain(HttpSecurity http, Tokens tokens, TokenLimit limit, People people, ProblemPages problems)
            throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .addFilterBefore(new Entrance(tokens, limit, people, problems), ExceptionTranslationFilter.class)
                .build();
    }

    /** What asks for nobody's name and is asked often goes without the chain: who looks something up stays unknown. */
    @Bean
    @Order(0)
    SecurityFilterChain unasked() {
        return new DefaultSecurityFilterChain(
                request -> request.getRequestURI().startsWith("/p/")
                        || request.getRequestURI().startsWith("/static/"),
                List.of());
    }

    /** Keys of records hold percent signs and semicolons; what could name another path stays refused. */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowSemicolon(true);
        return firewall;
    }

    /** What the firewall refuses is told like any other problem. */
    @Bean
    RequestRejectedHandler rejected(ProblemPages problems) {
        return (request, response, rejected) -> problems.write(
                new Problem(400, "ACC-018", "Địa chỉ có ký tự không được nhận; kiểm tra lại địa chỉ."),
                request,
                response);
    }

    @Bean
    WebMvcConfigurer guardedRoutes(Routes routes) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(routes);
            }
        };
    }
}
