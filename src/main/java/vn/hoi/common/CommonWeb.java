package vn.hoi.common;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Wires pages with their twins into Spring MVC, and the switch between the two languages. */
@Configuration
class CommonWeb {

    private static final int YEAR_SECONDS = 365 * 24 * 3600;

    @Bean
    JsonMapper json() {
        return JsonMapper.builder()
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
    }

    @Bean
    WebMvcConfigurer twins(Pages pages) {
        return new WebMvcConfigurer() {
            @Override
            public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
                handlers.add(pages);
            }

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler("/static/**")
                        .addResourceLocations("classpath:/static/")
                        .setCachePeriod(3600);
            }
        };
    }

    @Controller
    static class LanguageSwitch {

        @Access(Access.Level.PUBLIC)
        @GetMapping("/language/{language}")
        void choose(
                @PathVariable String language,
                @RequestParam(defaultValue = "/") String back,
                HttpServletResponse response) {
            var cookie = new Cookie(Pages.LANGUAGE_COOKIE, Language.of(language).tag());
            cookie.setPath("/");
            cookie.setMaxAge(YEAR_SECONDS);
            cookie.setHttpOnly(true);
            cookie.setAttribute("SameSite", "Lax");
            response.addCookie(cookie);
            response.setStatus(303);
            // only addresses of this site: a second slash would name another host
            boolean own = back.startsWith("/") && !back.startsWith("//") && !back.contains("\\");
            response.setHeader("Location", own ? back : "/");
        }
    }
}
