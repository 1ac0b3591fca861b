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
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Wires pages with their twins into Spring MVC, and the switch between the two languages. */
@Configuration
class CommonWeb {

    private static final int YEAR_SECONDS = 365 * 24 * 3600;
    /** Objects and lists within each other; a record with its small tables has three. */
    private static final int DEEPEST = 50;

    private static final int LONGEST_NUMBER = 200;

    @Bean
    JsonMapper json() {
        // a name sent twice would be read one way here and another way elsewhere
        JsonFactory reading = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return JsonMapper.builder(reading)
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
            response.setHeader("Location", isOwn(back) ? back : "/");
        }

        /** Only addresses of this site: a second slash would name another host, and a browser drops tabs before it looks. */
        private static boolean isOwn(String back) {
            return back.startsWith("/")
                    && !back.startsWith("//")
                    && back.chars().allMatch(c -> c > ' ' && c < '\u007f' && c != '\\');
        }
    }
}
