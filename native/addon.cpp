// The table of verbs, one line each, and the ops' door beside it. Nothing else belongs here.
#include <ATen/Parallel.h>

#include "bind/autograd.h"
#include "bind/generator.h"
#include "bind/ops.h"
#include "bind/process.h"
#include "bind/tensor.h"
#include "bind/verb.h"
#include "distributed/group.h"
#include "encoders/bert.h"
#include "encoders/deberta.h"
#include "encoders/gte.h"
#include "encoders/jina.h"
#include "encoders/modernbert.h"
#include "encoders/nomic.h"
#include "encoders/qwen3.h"
#include "encoders/run.h"
#include "io/safetensors.h"
#include "nn/operators.h"

namespace te::bind {
namespace {

// A queued verb leaves the event loop free. Access says what it may run beside: read with reads, write alone, none with anything.
const Verb verbs[] = {
    // process
    now<build_info>("buildInfo", Access::none, ""),
    now<set_threads>("setThreads", Access::none, "count"),
    now<threads>("threads", Access::none, ""),
    now<quiesce>("quiesce", Access::none, ""),
    now<cancel_create>("cancelCreate", Access::none, ""),
    now<cancel_set>("cancelSet", Access::none, "cancel"),
    // tensors
    now<tensor_from>("tensorFrom", Access::none, "data, shape, dtype, device"),
    now<tensor_info>("tensorInfo", Access::none, "tensor"),
    now<tensor_data>("tensorDataSync", Access::read, "tensor"),
    queued<tensor_data>("tensorData", Access::read, "tensor"),
    now<tensor_grad>("tensorGrad", Access::read, "tensor"),
    now<tensor_grad_is>("tensorGradIs", Access::read, "tensor, gradient"),
    now<tensor_set_requires_grad>("tensorSetRequiresGrad", Access::write, "tensor, value"),
    now<op_schemas>("opSchemas", Access::none, ""),
    // autograd
    queued<autograd_backward>("backward", Access::write, "outputs, gradients, options"),
    queued<autograd_grad>("grad", Access::write, "outputs, inputs, gradients, options"),
    now<autograd_backward>("backwardNow", Access::write, "outputs, gradients, options"),
    now<tensor_grad_fn>("tensorGradFn", Access::none, "tensor"),
    now<tensor_set_grad>("tensorSetGrad", Access::write, "tensor, gradient"),
    now<tensor_retain_grad>("tensorRetainGrad", Access::write, "tensor"),
    now<tensor_register_hook>("tensorRegisterHook", Access::write, "tensor, hook"),
    now<tensor_remove_hook>("tensorRemoveHook", Access::write, "tensor, hook"),
    now<attach_backward>("attachBackward", Access::write, "inputs, outputs, name, backward"),
    now<set_anomaly_detection>("setAnomalyDetection", Access::none, "enabled"),
    now<anomaly_detection>("anomalyDetection", Access::none, ""),
    // random numbers
    now<generator_create>("generatorCreate", Access::none, "seed"),
    now<generator_manual_seed>("generatorManualSeed", Access::write, "generator, seed"),
    now<generator_initial_seed>("generatorInitialSeed", Access::read, "generator"),
    now<generator_state>("generatorState", Access::read, "generator"),
    now<generator_set_state>("generatorSetState", Access::write, "generator, state"),
    // files
    queued<io::load_safetensors>("loadSafetensors", Access::none, "path, map"),
    queued<io::save_safetensors>("saveSafetensors", Access::read, "path, tensors, metadata"),
    // processes that train together: what is asked of all runs alone and in the order of the calls
    queued<distributed::join>("groupJoin", Access::write, "place"),
    queued<distributed::leave>("groupLeave", Access::write, "group"),
    now<distributed::trouble>("groupTrouble", Access::none, "group"),
    queued<distributed::all_reduce>("groupAllReduce", Access::write, "group, tensors, operation"),
    queued<distributed::broadcast>("groupBroadcast", Access::write, "group, tensors, root"),
    queued<distributed::gather>("groupGather", Access::write, "group, rows"),
    queued<distributed::share>("groupShare", Access::write, "group, parameters, sharing"),
    queued<distributed::prepare>("groupPrepare", Access::write, "group, loss"),
    queued<distributed::reduce>("groupReduce", Access::write, "group, parameters"),
    queued<distributed::unshare>("groupUnshare", Access::write, "group"),
    // encoders
    queued<make_bert>("makeBert", Access::read, "config, weights, making"),
    queued<make_deberta>("makeDeberta", Access::read, "config, weights, making"),
    queued<make_gte>("makeGte", Access::read, "config, weights, making"),
    queued<make_jina>("makeJina", Access::read, "config, weights, making"),
    queued<make_modernbert>("makeModernBert", Access::read, "config, weights, making"),
    queued<make_nomic>("makeNomic", Access::read, "config, weights, making"),
    queued<make_qwen3>("makeQwen3", Access::read, "config, weights, making"),
    now<encoder_parameters>("encoderParameters", Access::none, "encoder"),
    now<encoder_report>("encoderReport", Access::none, "encoder"),
    now<encoder_info>("encoderInfo", Access::none, "encoder"),
    now<encoder_train>("encoderTrain", Access::write, "encoder, mode"),
    now<encoder_ways>("encoderWays", Access::write, "encoder, ways"),
    now<encoder_recompute>("encoderRecompute", Access::write, "encoder, on"),
    now<encoder_adapt>("encoderAdapt", Access::write, "encoder, name, a, b, options"),
    now<encoder_linears>("encoderLinears", Access::none, "encoder"),
    queued<encoder_forward>("encoderForward", Access::read, "encoder, inputs, options"),
    queued<encoder_forward_rows>("encoderForwardRows", Access::read, "encoder, inputs, rows"),
    queued<encoder_encode>("encoderEncode", Access::read, "encoder, inputs, pooling"),
    queued<encoder_encode_packed>("encoderEncodePacked", Access::read, "encoder, inputs, pooling, cancel"),
    queued<encoder_tokens_packed>("encoderTokensPacked", Access::read, "encoder, inputs, cancel"),
    // the same with one core, beside others: see lib/sentence/batches.ts
    queued<encoder_encode_packed>("encoderEncodeBeside", Access::read, "encoder, inputs, pooling, cancel", Cores::one),
    queued<encoder_tokens_packed>("encoderTokensBeside", Access::read, "encoder, inputs, cancel", Cores::one),
    queued<encoder_layers_packed>("encoderLayersPacked", Access::read, "encoder, inputs, cancel"),
    now<pool_padded>("poolPadded", Access::read, "tokenEmbeddings, attentionMask, pooling, classic"),
    queued<pool_packed>("poolPacked", Access::read, "tokenEmbeddings, cuSeqlens, pooling, options"),
};

// Calls that speak of the environment itself rather than of values; each is declared beside its name.
template <auto F>
napi_value with_environment(napi_env env, napi_callback_info info) {
  try {
    size_t count = 1;
    napi_value value = nullptr;
    check(env, napi_get_cb_info(env, info, &count, &value, nullptr, nullptr));
    return F(Context{env, *Environment::of(env)}, value);
  } catch (...) {
    throw_error(env, std::current_exception());
    return nullptr;
  }
}

struct Memory {
  int64_t tensors, bytes;
  static constexpr auto fields = te::fields(field("tensors", &Memory::tensors), field("bytes", &Memory::bytes));
};

napi_value nothing(const Context& c) { return to_js(c, std::optional<bool>()); }
napi_value memory(const Context& c, napi_value) { return to_js(c, Memory{c.environment.handles.tensors(), c.environment.handles.bytes()}); }
napi_value dispose(const Context& c, napi_value handle) { return c.environment.handles.dispose(handle), nothing(c); }
napi_value disposed(const Context& c, napi_value handle) { return to_js(c, c.environment.handles.disposed(handle)); }
napi_value set_modes(const Context& c, napi_value modes) { return c.environment.modes = from_js<Modes>(c, modes), nothing(c); }
napi_value default_generator(const Context& c, napi_value) { return to_js(c, c.environment.generator); }
napi_value op_number(const Context& c, napi_value name) { return to_js(c, find_op(c.environment, from_js<std::string>(c, name))); }
napi_value error_class(const Context& c, napi_value constructor) {
  check(c.env, napi_create_reference(c.env, constructor, 1, &c.environment.error_class));
  return nothing(c);
}
napi_value declarations(const Context& c, napi_value);

struct Door {
  const char* name;
  napi_callback callback;
  const char* declaration;
};
const Door doors[] = {
    {"memory", with_environment<memory>, "memory(): { tensors: number; bytes: number }"},
    {"dispose", with_environment<dispose>, "dispose(handle: Handle): void"},
    {"disposed", with_environment<disposed>, "disposed(handle: Handle): boolean"},
    {"setModes", with_environment<set_modes>, "setModes(modes: { grad: boolean; inference: boolean; autocast?: string; strict?: boolean }): void"},
    {"defaultGenerator", with_environment<default_generator>, "defaultGenerator(): GeneratorHandle"},
    {"call", call, "call(operator: number, ...values: unknown[]): unknown"},
    {"callQueued", call_queued, "callQueued(operator: number, ...values: unknown[]): Promise<unknown>"},
    {"setErrorClass", with_environment<error_class>, "setErrorClass(constructor: new (code: ErrorCode, message: string) => Error): void"},
    {"findOp", with_environment<op_number>, "findOp(name: string): number"},
    {"declarations", with_environment<declarations>, "declarations(): string[]"},
};

napi_value declarations(const Context& c, napi_value) {
  std::vector<std::string> lines;
  for (const Verb& verb : verbs) lines.push_back(verb.declaration(verb));
  for (const Door& door : doors) lines.push_back(door.declaration);
  return to_js(c, lines);
}

napi_value start(napi_env env, napi_value exports) {
  try {
    check_libtorch();
    claim_process();
    nn::use_kernels();
    begin_threads();
    at::set_num_threads(1);  // of this thread: a small op is done before a team of threads has woken
    Environment::start(env);
    auto add = [&](const char* name, napi_callback callback, const void* data) {
      napi_value function;
      check(env, napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, const_cast<void*>(data), &function));
      check(env, napi_set_named_property(env, exports, name, function));
    };
    for (const Verb& verb : verbs) add(verb.name, verb.callback, &verb);
    for (const Door& door : doors) add(door.name, door.callback, nullptr);
  } catch (...) {
    throw_error(env, std::current_exception());
  }
  return exports;
}

}  // namespace
}  // namespace te::bind

NAPI_MODULE_INIT() { return te::bind::start(env, exports); }
