package dev.refloat.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.refloat.local.template.FunctionResource;
import dev.refloat.local.template.TemplateException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes instances of a handler's class: by its public constructor that takes the environment, or
 * the one without arguments.
 */
final class HandlerFactory {
  private final Constructor<? extends RequestStreamHandler> constructor;
  private final Supplier<Object[]> arguments;

  /**
   * @throws TemplateException where the template names a class that is not there or is no stream
   *     handler
   */
  HandlerFactory(
      FunctionResource function, ClassLoader loader, Supplier<Map<String, String>> environment) {
    String[] handler = function.handler().split("::", 2);
    String path = "Resources." + function.logicalId() + ".Properties.Handler";
    if (handler.length == 2 && !handler[1].equals("handleRequest")) {
      throw new TemplateException(path, "the method must be handleRequest");
    }
    Class<? extends RequestStreamHandler> type = type(handler[0], loader, path);
    Constructor<?>[] constructors = type.getConstructors();
    boolean takesEnvironment =
        Arrays.stream(constructors)
            .anyMatch(c -> Arrays.equals(c.getParameterTypes(), new Class<?>[] {Map.class}));
    this.arguments =
        () -> takesEnvironment ? new Object[] {Map.copyOf(environment.get())} : new Object[0];
    try {
      this.constructor = takesEnvironment ? type.getConstructor(Map.class) : type.getConstructor();
    } catch (NoSuchMethodException e) {
      throw new TemplateException(
          path, handler[0] + " has no public constructor that Lambda could call");
    }
  }

  /**
   * @throws InvocationTargetException where the constructor threw
   */
  RequestStreamHandler create() throws InvocationTargetException {
    try {
      return constructor.newInstance(arguments.get());
    } catch (InstantiationException | IllegalAccessException e) {
      throw new InvocationTargetException(e);
    }
  }

  private static Class<? extends RequestStreamHandler> type(
      String name, ClassLoader loader, String path) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      if (!RequestStreamHandler.class.isAssignableFrom(type)) {
        throw new TemplateException(path, name + " does not implement RequestStreamHandler");
      }
      return type.asSubclass(RequestStreamHandler.class);
    } catch (ClassNotFoundException e) {
      throw new TemplateException(
          path, "there is no class " + name + " in the functions' artifact");
    }
  }
}
