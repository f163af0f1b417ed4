package dev.refloat.local.lambda;

/** Makes instances of one function. */
interface Instances {

  /**
   * Starts one and waits until it can be called. The time that it takes does not count for the
   * call: Lambda times its init phase apart.
   *
   * @throws InitFailed where the function's own code failed
   */
  Instance start() throws InterruptedException, InitFailed;
}
