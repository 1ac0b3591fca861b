package vn.hoi.register;

import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** Queries over declared tables, in the running transaction. */
@Configuration
class RegisterDatabase {

    @Bean
    DSLContext queries(DataSource dataSource) {
        return DSL.using(
                new TransactionAwareDataSourceProxy(dataSource),
                SQLDialect.POSTGRES,
                new Settings().withRenderFormatted(false).withExecuteLogging(false));
    }
}
