package vn.hoi.register;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Which addresses this program answers, modules that come after this one included: only those are described, so that
 * the description promises nothing that is not there.
 */
@Component
class ApiAddresses {

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private @Nullable Set<String> answered;

    ApiAddresses(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** @param pattern of the address, its places named or not: {@code /registers/{id}/{code}} */
    synchronized boolean has(String method, String pattern) {
        if (answered == null) {
            Set<String> all = new HashSet<>();
            mappings.ifAvailable(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> add(info, all)));
            answered = all;
        }
        return answered.contains(method + " " + plain(pattern));
    }

    private static void add(RequestMappingInfo info, Set<String> all) {
        for (String pattern :
                Objects.requireNonNull(info.getPathPatternsCondition()).getPatternValues()) {
            for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                all.add(method.name() + " " + plain(pattern));
            }
        }
    }

    private static String plain(String pattern) {
        return pattern.replaceAll("\\{[^}]*}", "{}");
    }
}
